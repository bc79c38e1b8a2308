// What nobody needs at the door at once, as one script that is fetched behind the stand, so that it is there offline,
// too: each further one would cut what all share into smaller pieces, which compress worse. Its styles: later.css.
import { fieldTexts } from "../texts/fields";
import { tellFields } from "../texts/refusals";

export { undoing } from "../undo";
export { Activity } from "./activity/Activity";
export { Book } from "./book/Book";
export { Editor } from "./editor/Editor";
export { FirstRun } from "./first_run/FirstRun";
export { Keys } from "./help/Keys";
export { PinSwitch } from "./login/PinSwitch";
export { Outcomes } from "./party/Outcomes";
export { PartySheet } from "./party/PartySheet";
export { QueueSheet } from "./queue/QueueSheet";
export { Reports } from "./reports/Reports";
export { ServersSheet } from "./strip/ServersSheet";
export { Settings } from "./settings/Settings";
export { LeftOver } from "./stand/LeftOver";
export { TableList } from "./stand/TableList";
export { TableSheet } from "./stand/TableSheet";
export { WalkInSheet } from "./stand/WalkInSheet";

tellFields.value = fieldTexts;
