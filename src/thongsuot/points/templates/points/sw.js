// Gives a point's page back when there is no network. Serves the pages of points only; it keeps no list and no queue.
const CACHE = "diem-cau";
const PATIENCE = 4000; // a line so slow is no line

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function page(request) {
  const cache = await caches.open(CACHE);
  const path = new URL(request.url).pathname;
  const kept = await cache.match(path);
  try {
    const slow = kept ? { signal: AbortSignal.timeout(PATIENCE) } : {};
    const fresh = await fetch(request, slow);
    if (fresh.ok && !fresh.redirected) await cache.put(path, fresh.clone());
    return fresh.status >= 500 && kept ? kept : fresh;
  } catch (failure) {
    if (kept) return kept;
    throw failure;
  }
}

async function part(request) {
  const kept = await (await caches.open(CACHE)).match(request);
  return kept ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && /^\/diem-cau\/\d+\/$/.test(url.pathname)) event.respondWith(page(request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(part(request));
});
