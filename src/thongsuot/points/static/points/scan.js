// Reads QR codes from the camera: by the browser where it can, else by the vendored decoder, which is fetched only then.
(() => {
  const EVERY = 150; // milliseconds between two looks
  const AGAIN = 4000; // the same card held before the camera is one reading

  async function decoder(script) {
    if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      const own = new BarcodeDetector({ formats: ["qr_code"] });
      return async (video) => (await own.detect(video))[0]?.rawValue ?? "";
    }
    await new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = script;
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    return async (video) => {
      canvas.width = Math.min(video.videoWidth, 720);
      canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
      brush.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = brush.getImageData(0, 0, canvas.width, canvas.height);
      return window.jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data ?? "";
    };
  }

  // Starts the camera in `video` and tells each code once; gives the function that stops it.
  async function scan(video, script, tell) {
    const read = await decoder(script);
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
    video.srcObject = stream;
    await video.play();
    let last = "";
    let at = 0;
    let running = true;
    const look = async () => {
      if (!running) return;
      const found = video.readyState >= 2 ? await read(video).catch(() => "") : "";
      if (found && (found !== last || Date.now() - at > AGAIN)) {
        last = found;
        at = Date.now();
        await tell(found);
      }
      setTimeout(look, EVERY);
    };
    look();
    return () => {
      running = false;
      for (const track of stream.getTracks()) track.stop();
    };
  }

  Object.assign(window.diemCau, { scan });
})();
