// @ts-check
/**
 * Reads a text aloud with a Chinese voice of this device. A voice that speaks over the network would send the text away,
 * so it counts as none.
 *
 * @typedef {{toggle(text: string, changed: (reading: boolean) => void): void}} Reader
 */

/** Chromium only finds its voices after it was asked for them once. */
export function findVoices() {
  if ("speechSynthesis" in window) speechSynthesis.getVoices();
}

export function hasVoice() {
  return Boolean(voice());
}

/** @returns {Reader | null} null where no Chinese voice lives on the device */
export function reader() {
  if (!voice()) return null;
  return {
    toggle: (text, changed) => {
      if (speechSynthesis.speaking) return speechSynthesis.cancel(); // its end is reported below
      const speech = new SpeechSynthesisUtterance(text);
      speech.voice = voice();
      speech.lang = "zh-CN";
      speech.onend = speech.onerror = () => changed(false);
      addEventListener("hashchange", () => speechSynthesis.cancel(), { once: true });
      speechSynthesis.speak(speech);
      changed(true);
    },
  };
}

/** @returns {SpeechSynthesisVoice | null} */
function voice() {
  if (!("speechSynthesis" in window)) return null;
  return speechSynthesis.getVoices().filter((each) => /^(?:zh|cmn)/i.test(each.lang) && each.localService)[0] || null;
}
