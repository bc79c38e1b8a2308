import type { components } from "../../generated/api";
import { minutes } from "../../texts/format";
import { partyTexts } from "../../texts/party";
import { Empty } from "../controls/Empty";
import { Figures } from "../controls/Figures";
import { Read, useRead } from "../controls/read";

type Quotes = components["schemas"]["Quotes"];
type Outcome = components["schemas"]["Outcome"];

/** How the last quotes did. */
export function Outcomes() {
  const asked = useRead<Quotes>("/quotes");
  return <Read asked={asked}>{(quotes) => <Told quotes={quotes} />}</Read>;
}

function Told({ quotes: { accuracy, last } }: { quotes: Quotes }) {
  if (last.length === 0) return <Empty title={partyTexts.quotesNone} next={partyTexts.quotesNoneNext} />;
  const columns = [
    { title: partyTexts.party, show: (one: Outcome) => `${one.name} (${one.party_size})` },
    { title: partyTexts.estimated, figure: true, show: (one: Outcome) => `${one.low}–${one.high}` },
    { title: partyTexts.promised, figure: true, show: (one: Outcome) => one.quoted ?? "–" },
    { title: partyTexts.waited, figure: true, show: (one: Outcome) => minutes(one.waited) },
  ];
  return (
    <>
      <p>
        <b>{partyTexts.quotesKept(accuracy.within_range, accuracy.counted)}.</b>{" "}
        {accuracy.median_error !== null && partyTexts.medianError(Math.round(accuracy.median_error))}
      </p>
      <Figures caption={partyTexts.quotes} columns={columns} rows={last} />
    </>
  );
}
