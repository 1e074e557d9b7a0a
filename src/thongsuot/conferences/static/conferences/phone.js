// The name that this phone gives itself is drawn by lot: it says only whether one phone spoke for several people.
for (const device of document.querySelectorAll("form [name=device]")) {
  const drawn = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  localStorage.setItem("dien-thoai", localStorage.getItem("dien-thoai") ?? drawn());
  device.value = localStorage.getItem("dien-thoai");
}
