import { idleChoices, idleMinutes, lockAfter, paired } from "../../device";
import { shortcutsOn, switchShortcuts } from "../../shortcuts";
import { language, languages, speak, type Language } from "../../texts/language";
import { settings } from "../../texts/settings";
import { theme, themes, wear } from "../../theme";
import { Check } from "../controls/Check";
import { Segmented } from "../controls/Segmented";

export function ThisDevice() {
  const spoken = (Object.keys(languages) as Language[]).map((value) => ({ value, text: languages[value] }));
  return (
    <div class="form settings-form">
      <Labelled label={settings.language} choices={spoken} picked={language.value} onPick={speak} />
      <Labelled label={settings.theme} choices={themes.map((value) => ({ value, text: settings.themes[value] }))} picked={theme.value} onPick={wear} />
      {paired.value && (
        <Labelled label={settings.idle} choices={idleChoices.map((value) => ({ value, text: settings.minutes(value) }))} picked={idleMinutes.value} onPick={lockAfter} />
      )}
      <Check label={settings.shortcuts} checked={shortcutsOn.value} onChange={switchShortcuts} />
    </div>
  );
}

function Labelled<T>(props: Parameters<typeof Segmented<T>>[0]) {
  return <div class="field"><span>{props.label}</span><Segmented {...props} /></div>;
}
