import { useSignal } from "@preact/signals";
import { controls } from "../../texts/controls";

interface Props {
  onPick: (size: number) => void;
  picked?: number | null;
  /** Sizes above it are marked; the box decides. */
  most?: number;
}

const FEW = 7;
const MANY = 20;

export function SizePad({ onPick, picked = null, most = MANY }: Props) {
  const all = useSignal(false);
  const sizes = Array.from({ length: all.value ? MANY : Math.max(FEW, picked ?? 0) }, (_, i) => i + 1);
  return (
    <div class="pad" role="group" aria-label={controls.partySize}>
      {sizes.map((size) => (
        <button
          key={size} type="button" class="pad-key" onClick={() => onPick(size)}
          data-over={size > most} aria-pressed={picked === size}
        >
          {size}
        </button>
      ))}
      {!all.value && (
        <button type="button" class="pad-key" aria-label={controls.moreSizes(sizes.length + 1)} onClick={() => (all.value = true)}>
          {`${sizes.length + 1}+`}
        </button>
      )}
    </div>
  );
}
