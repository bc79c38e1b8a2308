import { useSignal, type Signal } from "@preact/signals";
import { offerFor, type Offer } from "../../lists";
import { retagged, type Mark } from "../../tags";
import { minutes } from "../../texts/format";
import { partyTexts } from "../../texts/party";
import { sheet } from "../../texts/sheet";
import { stand as lists } from "../../texts/stand";
import { controls } from "../../texts/controls";
import { useHere } from "../context";
import { Field } from "../controls/Field";
import { Sheet } from "../controls/Sheet";
import { SizePad } from "../controls/SizePad";
import { Stepper } from "../controls/Stepper";
import { MarkFields } from "../party/MarkFields";
import { QuotesWay } from "../party/Quotes";

export function WalkInSheet() {
  const { stand, actions, outlook } = useHere();
  const size = useSignal(2);
  /** What the host says otherwise than is offered; null is no quote. */
  const said = useSignal<number | null | undefined>(undefined);
  const picked = useSignal<readonly Mark[]>([]);
  const allergy = useSignal("");
  const offer = offerFor(outlook.now.value, size.value);
  const quote = said.value === undefined ? offer?.minutes ?? null : said.value;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const written = (field: string) => String(form.get(field) ?? "").trim();
    stand.open(null);
    stand.tab.value = "waiting";
    actions.addWalkIn({
      name: written("name") || lists.walkIn,
      partySize: size.value,
      tags: retagged([], picked.value, allergy.value.trim()),
      ...(quote === null ? {} : { quotedWait: quote }),
      ...(written("phone") ? { phoneNumber: written("phone") } : {}),
      ...(written("notes") ? { notes: written("notes") } : {}),
    });
  }

  return (
    <Sheet title={sheet.newWalkIn} onClose={() => stand.open(null)}>
      <form class="form" onSubmit={submit}>
        <h3>{controls.partySize}</h3>
        <SizePad picked={size.value} onPick={(one) => (size.value = one)} />
        <Quote quote={quote} said={said} offer={offer} />
        <Field name="name" label={sheet.name} />
        <Field name="phone" label={sheet.phone} inputMode="tel" maxLength={40} />
        <MarkFields picked={picked} allergy={allergy} />
        <Field name="notes" label={sheet.notes} />
        <QuotesWay />
        <button class="button primary huge sheet-act">{sheet.addToWaitlist}</button>
      </form>
    </Sheet>
  );
}

interface QuoteProps {
  quote: number | null;
  said: Signal<number | null | undefined>;
  offer: Offer | null;
}

function Quote({ quote, said, offer }: QuoteProps) {
  const step = (by: number) => {
    const next = (quote ?? -by) + by;
    said.value = next < 0 ? null : next;
  };
  return (
    <div class="quote">
      <Stepper
        label={sheet.quote} shown={quote === null ? sheet.noQuote : minutes(quote)}
        less={{ text: "−5", label: sheet.shorter, act: () => step(-5) }}
        more={{ text: "+5", label: sheet.longer, act: () => step(5) }}
      />
      <p class="quote-range" role="status">{offerText(offer)}</p>
    </div>
  );
}

function offerText(offer: Offer | null): string {
  if (!offer) return partyTexts.notOffered;
  return offer.minutes === 0 ? partyTexts.offeredNow : partyTexts.offered(offer);
}
