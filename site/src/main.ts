/** The page's script: defines the course's elements. The pages are complete without it. */
import { NnWidget } from "./widget";

customElements.define("nn-widget", NnWidget);
