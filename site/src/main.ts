/** The page's script: defines the course's elements. The pages are complete without it. */
import { NnCell } from "./cell";
import { catchUp } from "./early";
import { NnFilter } from "./filter";
import { NnGoals } from "./goals";
import { NnNotes } from "./notes";
import * as offline from "./offline";
import { NnProgress } from "./overview";
import { NnQuestion } from "./question";
import * as reading from "./reading";
import * as rings from "./rings";
import { NnOffline } from "./saveoffline";
import * as terms from "./terms";
import { NnSamples } from "./samples";
import { NnWidget } from "./widget";

customElements.define("nn-samples", NnSamples);
customElements.define("nn-widget", NnWidget);
customElements.define("nn-cell", NnCell);
customElements.define("nn-question", NnQuestion);
customElements.define("nn-goals", NnGoals);
customElements.define("nn-notes", NnNotes);
customElements.define("nn-progress", NnProgress);
customElements.define("nn-filter", NnFilter);
offline.listen(); // before the element that asks it
customElements.define("nn-offline", NnOffline);
reading.listen();
rings.listen();
terms.listen();
catchUp();
