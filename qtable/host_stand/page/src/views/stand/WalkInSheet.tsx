import { useSignal, type Signal } from "@preact/signals";
import { minutes } from "../../texts/format";
import { sheet } from "../../texts/sheet";
import { controls } from "../../texts/controls";
import { useHere } from "../context";
import { Field } from "../controls/Field";
import { Sheet } from "../controls/Sheet";
import { SizePad } from "../controls/SizePad";
import { Stepper } from "../controls/Stepper";

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
      name: said("name") || sheet.walkInName,
      partySize: size.value,
      ...(quote.value === null ? {} : { quotedWait: quote.value }),
      ...(said("phone") ? { phoneNumber: said("phone") } : {}),
      ...(said("notes") ? { notes: said("notes") } : {}),
    });
  }

  return (
    <Sheet title={sheet.newWalkIn} onClose={() => stand.open(null)}>
      <form class="form" onSubmit={submit}>
        <h3>{controls.partySize}</h3>
        <SizePad picked={size.value} onPick={(picked) => (size.value = picked)} />
        <Field name="name" label={sheet.name} />
        <Quote quote={quote} />
        <Field name="phone" label={sheet.phone} inputMode="tel" />
        <Field name="notes" label={sheet.notes} />
        <button class="button primary huge sheet-act">{sheet.addToWaitlist}</button>
      </form>
    </Sheet>
  );
}

function Quote({ quote }: { quote: Signal<number | null> }) {
  const step = (by: number) => {
    const next = (quote.value ?? 0) + by;
    quote.value = next <= 0 ? null : next;
  };
  return (
    <Stepper
      label={sheet.quote} shown={quote.value === null ? sheet.noQuote : minutes(quote.value)}
      less={{ text: "−5", label: sheet.shorter, act: () => step(-5) }}
      more={{ text: "+5", label: sheet.longer, act: () => step(5) }}
    />
  );
}
