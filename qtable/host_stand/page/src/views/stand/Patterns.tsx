const patterns = [
  ["dots", "reserved", 9, 0, "M4.5 4.5h.01"],
  ["bars", "soon", 9, 0, "M0 4.5H9"],
  ["waves", "held", 10, 135, "M0 5H10"],
  ["bricks", "check", 10, 0, "M0 0V10M0 0H10"],
  ["stripes", "overdue", 10, 0, "M5 0V10"],
  ["hatch", "dirty", 9, 45, "M0 0V9"],
  ["cross", "blocked", 10, 45, "M0 0V10M0 0H10"],
] as const;

/** Each state's ground, so that none rests on colour alone. */
export function Patterns() {
  return (
    <defs>
      {patterns.map(([id, look, size, turn, path]) => (
        <pattern key={id} id={id} class="pattern" data-state={look} width={size} height={size} patternUnits="userSpaceOnUse" patternTransform={`rotate(${turn})`}>
          <rect width={size} height={size} /><path d={path} />
        </pattern>
      ))}
    </defs>
  );
}
