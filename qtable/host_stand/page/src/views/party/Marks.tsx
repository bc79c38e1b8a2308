import "../../styles/marks.css";
import { tagOf, type Mark } from "../../tags";
import { partyTexts } from "../../texts/party";
import type { Guest } from "../../wire";

/** Strokes in a 16 × 16 field. */
const signs: Record<Mark | "allergy", string> = {
  VIP: "M8 1.8l1.9 4 4.3.5-3.2 3 .9 4.3L8 11.4l-3.9 2.2.9-4.3-3.2-3 4.3-.5z",
  "high chair": "M5 2v6.5h6M5 8.5L3.5 14M11 8.5l1.5 5.5M4.3 11.5h7.4M3.5 5.5h6",
  wheelchair: "M6.5 3.2v5.3h4.2l2 4M6.5 5.8h3.5M5 7.4a3.8 3.8 0 1 0 4.6 4.6",
  birthday: "M2.5 13.5h11M3.5 13.5V8.5h9v5M3.5 11c1.5 1.2 3 1.2 4.5 0s3-1.2 4.5 0M8 8.5v-3M8 3.4v-.9",
  allergy: "M8 2L1.8 13.5h12.4zM8 6.4v3.4M8 11.5v.4",
};

/** Tags, diets and notes, the allergies first and in words. */
export function Remarks({ party }: { party: Guest }) {
  const tags = party.tags.map(tagOf).sort((a, b) => Number(b.kind === "allergy") - Number(a.kind === "allergy"));
  if (tags.length + party.dietaryRestrictions.length === 0 && !party.notes) return null;
  return (
    <span class="marks">
      {tags.map((tag) => {
        if (tag.kind === "other") return <span key={tag.text} class="mark-chip">{tag.text}</span>;
        if (tag.kind === "allergy") return <Chip key={tag.of} kind="allergy" text={partyTexts.allergyTo(tag.of)} />;
        return <Chip key={tag.kind} kind={tag.kind} text={partyTexts.marks[tag.kind]} />;
      })}
      {party.dietaryRestrictions.map((diet) => <Chip key={diet} kind="allergy" text={partyTexts.diet(diet)} />)}
      {party.notes && <span class="row-remarks">{party.notes}</span>}
    </span>
  );
}

function Chip({ kind, text }: { kind: Mark | "allergy"; text: string }) {
  return <span class="mark-chip" data-kind={kind}><MarkSign kind={kind} />{text}</span>;
}

export function MarkSign({ kind }: { kind: Mark | "allergy" }) {
  return <svg class="mark-sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d={signs[kind]} /></svg>;
}
