/** Each state's ground, so that none rests on colour alone. */
export function Patterns() {
  return (
    <defs>
      <pattern id="dots" class="pattern reserved" width="9" height="9" patternUnits="userSpaceOnUse">
        <rect width="9" height="9" /><circle cx="4.5" cy="4.5" r="1.3" />
      </pattern>
      <pattern id="hatch" class="pattern dirty" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="9" height="9" /><path d="M0 0V9" />
      </pattern>
      <pattern id="cross" class="pattern blocked" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="10" height="10" /><path d="M0 0V10M0 0H10" />
      </pattern>
    </defs>
  );
}
