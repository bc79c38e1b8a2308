import { restaurant } from "../../store";
import { demo } from "../../texts/demo";
import { settings } from "../../texts/settings";
import { useFloor } from "../context";
import { EraseDemo } from "../frame/DemoMark";
import { useSettle } from "../settle";

export function DemoSettings() {
  const { wrong, settle } = useSettle();
  if (restaurant(useFloor())?.isDemo) return <div class="form settings-form"><p>{demo.mark}</p><EraseDemo /></div>;
  return (
    <div class="form settings-form">
      <p>{settings.demoLead}</p>
      <p class="field-error" role="alert">{wrong.value}</p>
      <button class="button big" onClick={() => void settle("POST", "/demo", undefined, settings.loaded)}>{settings.load}</button>
    </div>
  );
}

