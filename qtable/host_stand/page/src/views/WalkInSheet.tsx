import { useSignal, type Signal } from "@preact/signals";
import { noQuoteOr, texts } from "../texts";
import { useHere } from "./context";
import { Sheet } from "./SheetPanel";
import { SizePad } from "./SizePad";

export function WalkInSheet() {
  const { stand, actions } = useHere();
  const size = useSignal<number | null>(2);
  const quote = useSignal<number | null>(null);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (size.value === null) return;
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const said = (field: string) => String(form.get(field) ?? "").trim();
    stand.open(null);
    stand.tab.value = "waiting";
    void actions.addWalkIn({
      name: said("name") || texts.walkIn,
      partySize: size.value,
      ...(quote.value === null ? {} : { quotedWait: quote.value }),
      ...(said("phone") ? { phoneNumber: said("phone") } : {}),
      ...(said("notes") ? { notes: said("notes") } : {}),
    });
  }

  return (
    <Sheet title={texts.newWalkIn}>
      <form class="form" onSubmit={submit}>
        <h3>{texts.partySize}</h3>
        <SizePad picked={size.value} onPick={(picked) => (size.value = picked)} />
        <Field name="name" label={texts.name} />
        <Quote quote={quote} />
        <Field name="phone" label={texts.phone} keyboard="tel" />
        <Field name="notes" label={texts.notes} />
        <button class="button primary huge sheet-act">{texts.addToWaitlist}</button>
      </form>
    </Sheet>
  );
}

function Field({ name, label, keyboard = "text" }: { name: string; label: string; keyboard?: "text" | "tel" }) {
  return (
    <label class="field">
      <span>{label} <small>{texts.optional}</small></span>
      <input name={name} inputMode={keyboard} autocomplete="off" maxLength={200} />
    </label>
  );
}

function Quote({ quote }: { quote: Signal<number | null> }) {
  const step = (by: number) => {
    const next = (quote.value ?? 0) + by;
    quote.value = next <= 0 ? null : next;
  };
  return (
    <div class="field">
      <span>{texts.quote}</span>
      <div class="stepper">
        <button type="button" class="button" aria-label={texts.shorter} onClick={() => step(-5)}>−5</button>
        <output>{noQuoteOr(quote.value)}</output>
        <button type="button" class="button" aria-label={texts.longer} onClick={() => step(5)}>+5</button>
      </div>
    </div>
  );
}
