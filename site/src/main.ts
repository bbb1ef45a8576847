/** The page's script: defines the course's elements. The pages are complete without it. */
import { NnCell } from "./cell";
import { NnFilter } from "./filter";
import { NnGoals } from "./goals";
import { NnNotes } from "./notes";
import { NnProgress } from "./overview";
import { NnQuestion } from "./question";
import * as reading from "./reading";
import * as rings from "./rings";
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
reading.listen();
rings.listen();
terms.listen();
