// Record from the microphone, a minute at most: a button that starts and ends, and words where there is none.
import { make } from "../view/elements.js";

const LONGEST = 60; // s
const RAW = "audio/webm;codecs=pcm"; // what some browsers can write without loss
const PLAIN = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const WHY = {
  NotAllowedError:
    "The microphone was refused: allow it for this page in the browser’s settings, and press Record again.",
  NotFoundError: "There is no microphone.",
  NotReadableError: "The microphone is in use by another program.",
};
const NOWHERE =
  "This browser gives no microphone to this page: it does so over https or on this machine’s own server (localhost), and " +
  "often not to a file from the disk. Record with another program, and open its WAV file here.";

/** What to say when the microphone does not come. */
const reason = (error) => WHY[error.name] ?? `The microphone did not come: ${error.message}.`;

/**
 * @param {{take: (recording: Blob) => void, refuse: (message: string) => void}} actions
 * @returns {{element: HTMLElement, stop: () => void}}
 */
export function createMicrophone({ take, refuse }) {
  const element = make("button", "relu-reset relu-record", "Record");
  element.type = "button";
  let [recorder, timer] = [null, 0];

  const label = () => {
    element.textContent = recorder ? "Stop recording" : "Record";
    element.setAttribute("aria-pressed", String(recorder !== null));
  };
  const end = () => {
    clearTimeout(timer);
    if (recorder?.state === "recording") recorder.stop();
  };
  const begin = async () => {
    if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) return refuse(NOWHERE);
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: PLAIN });
    } catch (error) {
      return refuse(reason(error));
    }
    refuse("");
    const parts = [];
    recorder = new MediaRecorder(stream, MediaRecorder.isTypeSupported(RAW) ? { mimeType: RAW } : {});
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      recorder = null;
      label();
      take(new Blob(parts));
    };
    recorder.start();
    timer = setTimeout(end, 1000 * LONGEST);
    label();
  };
  label();
  element.addEventListener("click", () => (recorder ? end() : begin()));
  return { element, stop: end };
}
