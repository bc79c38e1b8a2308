import type { Signal } from "@preact/signals";
import { marks, type Mark } from "../../tags";
import { partyTexts } from "../../texts/party";
import { Field } from "../controls/Field";
import { MarkSign } from "./Marks";

interface Props {
  picked: Signal<readonly Mark[]>;
  allergy: Signal<string>;
}

export function MarkFields({ picked, allergy }: Props) {
  const toggle = (mark: Mark) => {
    const without = picked.value.filter((one) => one !== mark);
    picked.value = without.length < picked.value.length ? without : [...picked.value, mark];
  };
  return (
    <>
      <div class="mark-keys" role="group" aria-label={partyTexts.marked}>
        {marks.map((mark) => (
          <button key={mark} type="button" class="mark-key" aria-pressed={picked.value.includes(mark)} onClick={() => toggle(mark)}>
            <MarkSign kind={mark} />{partyTexts.marks[mark]}
          </button>
        ))}
      </div>
      <Field name="allergy" label={partyTexts.allergy} maxLength={40} value={allergy.value} onInput={(said) => (allergy.value = said)} />
    </>
  );
}
