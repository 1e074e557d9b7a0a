// Brings a device's queue to the server, in parts, again and again until each passage is there: the server keeps what it
// has seen before only once, so nothing is lost and nothing doubled whatever happens on the way.
(() => {
  const AT_ONCE = 40;

  const sent = (one) => ({ n: one.n, half_day: one.half_day, direction: one.direction, method: one.method, clock: one.clock, offset: one.offset, seat: one.seat ?? null, code: one.code ?? "" });

  async function part(address, pass, device, passages) {
    const body = new URLSearchParams({ pass, device, passages: JSON.stringify(passages.map(sent)) });
    const response = await fetch(address, { method: "POST", body, credentials: "omit", headers: { Accept: "application/json" } });
    return { status: response.status, told: response.ok ? await response.json() : {} };
  }

  // Gives "done", "later" (no line, or the server is busy), "shut" (a keeper shut this device out) or "ended" (the pass is over: sign in and open the page again).
  async function send(vault, address, pass) {
    for (;;) {
      const waiting = (await vault.queue()).filter((one) => one.state === "waiting").slice(0, AT_ONCE);
      if (!waiting.length) return "done";
      const { status, told } = await part(address, pass, vault.device, waiting).catch(() => ({ status: 0 }));
      if (status === 200) {
        const kept = Object.entries(told.kept);
        await vault.settle(kept.filter(([, said]) => said === "kept").map(([n]) => Number(n)), "sent");
        await vault.settle(kept.filter(([, said]) => said === "aside").map(([n]) => Number(n)), "aside");
      } else if (status === 410) {
        return "shut";
      } else if (status === 403) {
        return "ended";
      } else if (status >= 400 && status < 500 && status !== 429) {
        if (!(await oneByOne(vault, address, pass, waiting))) return "later";
      } else {
        return "later";
      }
    }
  }

  // A passage that the server cannot read must not hold up the others: it stays on the device, and in the file.
  async function oneByOne(vault, address, pass, waiting) {
    for (const one of waiting) {
      const { status, told } = await part(address, pass, vault.device, [one]).catch(() => ({ status: 0 }));
      if (status === 0 || status >= 500 || status === 429 || status === 403 || status === 410) return false;
      const state = status === 200 ? (told.kept[one.n] === "kept" ? "sent" : "aside") : "refused";
      await vault.settle([one.n], state);
    }
    return true;
  }

  // What a person carries to the office when the network never comes.
  async function file(vault, point, pass) {
    const left = (await vault.queue()).filter((one) => one.state === "waiting" || one.state === "refused");
    const content = JSON.stringify({ kind: "thongsuot-diem-cau", version: 1, point, device: vault.device, pass, passages: left.map(sent) });
    return new Blob([content], { type: "application/json" });
  }

  Object.assign(window.diemCau, { send, file });
})();
