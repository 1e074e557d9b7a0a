// What a point's page keeps on the device: the list it took along and the queue of what it wrote down, both encrypted
// under one key of this browser that no script can read out. Nothing of a queue is deleted before the server has it.
(() => {
  const NAME = "thongsuot-diem-cau";
  const text = new TextEncoder();

  function asked(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  function opened() {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("kept");
      request.result.createObjectStore("queue", { keyPath: "n", autoIncrement: true });
    };
    return asked(request);
  }

  async function open(point) {
    const base = await opened();
    const store = (name, mode) => base.transaction(name, mode, { durability: "strict" }).objectStore(name);
    const get = (name) => asked(store("kept", "readonly").get(name));
    const put = (name, value) => asked(store("kept", "readwrite").put(value, name));

    async function made(name, make) {
      const held = await get(name);
      if (held) return held;
      await asked(store("kept", "readwrite").add(await make(), name)).catch(() => null); // another tab was faster
      return get(name);
    }

    const key = await made("key", () => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]));
    const device = await made("device", async () => crypto.randomUUID());

    async function sealed(value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text.encode(JSON.stringify(value))) };
    }

    async function unsealed(box) {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: box.iv }, key, box.data);
      return JSON.parse(new TextDecoder().decode(plain));
    }

    async function queue() {
      const rows = (await asked(store("queue", "readonly").getAll())).filter((row) => row.point === point);
      return Promise.all(rows.map(async (row) => ({ n: row.n, state: row.state, ...(await unsealed(row.box)) })));
    }

    async function write(passage) {
      const box = await sealed(passage);
      const n = await asked(store("queue", "readwrite").add({ point, state: "waiting", box }));
      return { n, state: "waiting", ...passage };
    }

    async function settle(numbers, state) {
      const rows = store("queue", "readwrite");
      for (const n of numbers) {
        const row = await asked(rows.get(n));
        if (row) await asked(rows.put({ ...row, state }));
      }
    }

    async function forgetSent() {
      const rows = store("queue", "readwrite");
      for (const row of await asked(rows.getAll())) {
        if (row.point === point && row.state === "sent") await asked(rows.delete(row.n));
      }
    }

    const name = `list:${point}`;
    return {
      device,
      queue,
      write,
      settle,
      forgetSent,
      keepList: async (list) => put(name, await sealed(list)),
      list: async () => { const box = await get(name); return box ? unsealed(box) : null; },
      forgetList: () => asked(store("kept", "readwrite").delete(name)),
    };
  }

  window.diemCau = { openVault: open };
})();
