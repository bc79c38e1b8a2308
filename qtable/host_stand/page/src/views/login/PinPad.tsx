import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { pinPad as texts } from "../../texts/pin_pad";

const LEAST = 4;
const MOST = 6;
const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

interface Props {
  /** Answers with why not, or nothing. */
  onEnter: (digits: string) => Promise<string>;
  onBack: () => void;
}

/** For fingers; a keyboard's digits, Backspace, Enter and Escape do the same. */
export function PinPad({ onEnter, onBack }: Props) {
  const digits = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);

  async function enter() {
    if (busy.value || digits.value.length < LEAST) return;
    busy.value = true;
    wrong.value = "";
    wrong.value = await onEnter(digits.value);
    digits.value = "";
    busy.value = false;
  }

  function press(key: string) {
    if (/^\d$/.test(key) && digits.value.length < MOST) digits.value += key;
    else if (key === "Backspace") digits.value = digits.value.slice(0, -1);
    else if (key === "Escape") onBack();
    else if (key === "Enter") void enter();
    else return false;
    return true;
  }

  usePresses(press);
  const key = (digit: string) => <button key={digit} class="pad-key" onClick={() => press(digit)}>{digit}</button>;
  return (
    <>
      <p class="pin-dots" role="status">
        <span aria-hidden="true">{"●".repeat(digits.value.length) + "○".repeat(Math.max(0, LEAST - digits.value.length))}</span>
        <span class="unseen">{texts.typed(digits.value.length)}</span>
      </p>
      <p class="login-failure" role="alert">{wrong.value}</p>
      <div class="pad pin-pad" role="group" aria-label={texts.pad}>
        {DIGITS.map(key)}
        <button class="pad-key" aria-label={texts.erase} onClick={() => press("Backspace")}>⌫</button>
        {key("0")}
        <button class="pad-key pin-enter" disabled={busy.value || digits.value.length < LEAST} onClick={() => void enter()}>{texts.enter}</button>
      </div>
      <button class="button" onClick={onBack}>{texts.other}</button>
    </>
  );
}

/** What is typed anywhere counts, but for Enter and the like on a button, which press it. */
function usePresses(press: (key: string) => boolean): void {
  const latest = useRef(press);
  latest.current = press;
  // Before anybody sees the pad: who types fast loses no digit.
  useLayoutEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key === "Enter" && event.target instanceof HTMLButtonElement) return;
      if (!event.ctrlKey && !event.metaKey && !event.altKey && latest.current(event.key)) event.preventDefault();
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, []);
}
