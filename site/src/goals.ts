/** <nn-goals>: a task with goals. It reads the reader's own runs of a widget of the page, ticks what they reach, and
 *  opens the answer once the first goal is reached. */
import { button, make, said } from "./dom";
import { done, isDone } from "./progress";
import { best, lanes, type Compare } from "./lanes";
import { Runs, type Run, type Texts } from "./runs";
import type { NnWidget } from "./widget";

type Where = Record<string, string[]>;
type Limits = Record<string, number>;

interface Goal {
  where: Where;
  unless: Where;
  least: Limits;
  most: Limits;
  runs: number;
  different: string;
  alike: string;
  extra: boolean;
}

/** What the build has told: see goals_html.py. */
interface Told {
  watch: string;
  clock: string;
  names: string[];
  outputs: string[];
  columns: { name: string; heading: string; words: Texts }[];
  reads: string[];
  set: Texts;
  where: Where;
  unless: Where;
  another: Texts;
  goals: Goal[];
  compare: Compare | null;
}

const ROWS = 6; // of the table, before "Show all"
const NOTICE = 7000; // milliseconds

export class NnGoals extends HTMLElement {
  private told!: Told;
  private widget!: NnWidget;
  private runs!: Runs;
  private reached: number[] = [];
  private shownAnyway = false;
  private readonly table = make("div", { className: "nn-runs" });
  private readonly sum = make("p", { className: "nn-note" });
  private readonly over = make("div", { className: "nn-buttons" });
  private readonly closed = make("div", { className: "nn-closed" });
  private readonly notice = said("nn-notice");

  connectedCallback(): void {
    if (!this.told) this.bind();
    this.runs.addEventListener("change", this.changed);
    this.runs.follow();
    this.draw();
  }

  disconnectedCallback(): void {
    this.runs.removeEventListener("change", this.changed);
    this.runs.leave();
  }

  private bind(): void {
    this.told = told(this);
    this.widget = document.querySelector<NnWidget>(`nn-widget[name="${this.told.watch}"]`)!;
    const all = [...document.querySelectorAll<HTMLElement>("nn-goals")].map(told).filter(({ watch }) => watch === this.told.watch);
    const each = (of: (one: Told) => string[]): string[] => [...new Set(all.flatMap(of))];
    const noted = { names: each((one) => one.names), outputs: [this.told.clock, ...each((one) => one.outputs)] };
    this.runs = Runs.of(this.widget, `${this.dataset.page}:${this.dataset.log}`, noted);
    const set = Object.keys(this.told.set).length > 0;
    const begin = set ? [button("Set this up", () => this.go(this.told.set))] : [];
    const others = Object.entries(this.told.another).map(([name, words]) => button(words, () => this.another(name)));
    const show = button("Show it anyway", () => {
      this.shownAnyway = true;
      this.draw();
      this.answer.open = true;
      this.answer.querySelector("summary")!.focus();
    });
    this.closed.append(make("p", { className: "nn-note" }, "The answer appears here when the first goal is reached."), show);
    this.querySelector(".nn-goals-title")!.after(make("div", { className: "nn-buttons" }, ...begin, ...others));
    this.answer.before(this.table, this.sum, this.over, this.closed);
    this.append(this.notice);
    this.ask();
  }

  private get answer(): HTMLDetailsElement {
    return this.querySelector(".nn-answers")!;
  }

  // --- what the reader does ----------------------------------------------------------------------------------------

  /** Sets the widget, as the reader could by hand, and brings it into view. */
  private go(settings: Texts): void {
    this.widget.set(settings);
    this.widget.scrollIntoView();
    this.widget.querySelector<HTMLElement>('[data-action="play"]')?.focus({ preventScroll: true });
  }

  /** The next value of a control, with which no run of these settings has been made yet, and plays it. What the reader
   *  has set stays, if it fits the task. */
  private another(name: string): void {
    const field = this.widget.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
    const step = Number(field.step) || 1;
    const now = this.runs.settings();
    const set = counts({ set: now, reads: {} }, this.told) ? {} : this.told.set;
    const wanted = { ...now, ...set };
    const alike = this.mine().filter((run) => Object.keys(wanted).every((one) => one === name || same(wanted[one]!, run.set[one] ?? "")));
    const used = alike.map((run) => run.set[name]);
    let value = field.valueAsNumber;
    for (let tries = 0; tries < 200; tries++) {
      value = value + step > Number(field.max) ? Number(field.min) : value + step;
      if (!used.includes(String(value))) break;
    }
    this.go({ ...set, [name]: String(value) });
    if (this.widget.dataset.state !== "running") this.widget.querySelector<HTMLElement>('[data-action="play"]')?.click();
  }

  private ask(sure = false): void {
    const start = button("Start over", () => this.ask(true));
    if (!sure) return this.over.replaceChildren(start);
    const forget = button("Forget them", () => {
      this.runs.forget(this.mine());
      this.ask();
    });
    const keep = button("Keep them", () => this.ask());
    this.over.replaceChildren(make("p", {}, "This forgets the runs in this table."), forget, keep);
    keep.focus();
  }

  // --- what the page does ------------------------------------------------------------------------------------------

  /** The runs that this task is about. */
  private mine(): Run[] {
    return this.runs.all.filter((run) => counts(run, this.told));
  }

  private readonly changed = (): void => {
    const before = this.reached;
    this.draw();
    const won = this.told.goals.flatMap((goal, i) => (this.reached[i]! >= goal.runs && before[i]! < goal.runs ? [i] : []));
    if (won.length) this.tell(won);
    const all = this.told.goals.every((goal, i) => goal.extra || this.reached[i]! >= goal.runs);
    if (won.length && all) done(this);
  };

  private tell(won: number[]): void {
    const says = won.map((i) => this.querySelectorAll(".nn-say")[i]!.textContent);
    const link = make("a", { href: "#" }, `${this.querySelector(".nn-goals-title")!.textContent}: ${says.join(" ")}`);
    link.onclick = (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.scrollIntoView();
    };
    this.notice.replaceChildren(make("b", {}, "✓ Reached. "), link);
    setTimeout(() => this.notice.replaceChildren(), NOTICE);
  }

  private draw(): void {
    const runs = this.mine();
    this.reached = this.told.goals.map((goal) => count(goal, runs));
    this.querySelectorAll<HTMLElement>(".nn-goals-list > li").forEach((row, i) => {
      const [wanted, so] = [this.told.goals[i]!.runs, this.reached[i]!];
      row.toggleAttribute("data-reached", so >= wanted);
      const words = so >= wanted ? "reached" : wanted > 1 ? `${so} of ${wanted}` : "not yet";
      const place = row.querySelector(".nn-reached")!;
      if (place.textContent !== words) place.textContent = words;
    });
    const tried = this.reached[0]! >= this.told.goals[0]!.runs || isDone(this) || this.shownAnyway;
    this.answer.hidden = !tried;
    this.closed.hidden = tried;
    this.over.hidden = runs.length === 0;
    this.list(runs);
    const { compare } = this.told;
    this.sum.textContent = compare ? best(compare, runs) : "";
    const strip = this.querySelector<HTMLElement>(".nn-strip");
    if (compare && strip) lanes(strip, compare, runs, (text) => this.words(compare.by, text));
  }

  private words(name: string, text: string): string {
    const words = this.told.columns.find((column) => column.name === name)?.words ?? {};
    return text.split(" → ").map((one) => words[one] ?? one.replaceAll(",", ", ")).join(" → ") || "none";
  }

  /** The table of the runs. It keeps its place, so that who reads it or has scrolled it is not disturbed. */
  private list(runs: Run[]): void {
    if (runs.length === 0) return this.table.replaceChildren(make("p", { className: "nn-note" }, "Each run that you play will be noted here."));
    const lows = [...new Set(this.told.goals.flatMap((goal) => Object.keys(goal.most)))];
    const [clock, ...reads] = [this.told.clock, ...this.told.reads.filter((name) => name !== this.told.clock)] as [string, ...string[]];
    // A phone has room for few columns: those in which the runs differ, or else the first.
    const differing = this.told.columns.filter(({ name }) => new Set(runs.map((run) => run.set[name])).size > 1);
    const columns = differing.length ? differing : this.told.columns.slice(0, 1);
    const title = (name: string): string => name.replaceAll("_", " ");
    const heads = [...columns.map(({ heading }) => heading), title(clock), ...reads.map(title), ...lows.map((name) => `lowest ${title(name)}`)];
    const all = this.table.querySelector("details")?.open ?? false;
    const row = (run: Run): HTMLElement => {
      const cells = [
        ...columns.map(({ name }) => this.words(name, run.set[name] ?? "")),
        shown(run.reads[clock]?.high),
        ...reads.map((name) => shown(run.reads[name]?.last)),
        ...lows.map((name) => shown(run.reads[name]?.low)),
      ];
      const made = make("tr", {}, ...cells.map((text) => make("td", {}, text)));
      if (run === this.runs.now) made.setAttribute("aria-current", "true");
      return made;
    };
    const made = (rows: Run[]): HTMLElement => {
      const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
      const scroll = make("div", { className: "nn-scroll", tabIndex: 0, ariaLabel: "Your runs" }, make("table", { className: "nn-runs-table" }, make("thead", {}, head), make("tbody", {}, ...rows.map(row))));
      scroll.setAttribute("role", "group");
      return scroll;
    };
    const older = runs.slice(ROWS);
    const fold = older.length ? [make("details", { open: all }, make("summary", {}, `${older.length} older runs`), made(older))] : [];
    const at = this.table.querySelector(".nn-scroll")?.scrollLeft ?? 0;
    const focused = this.table.contains(document.activeElement);
    const table = made(runs.slice(0, ROWS));
    this.table.replaceChildren(table, ...fold);
    table.scrollLeft = at;
    if (focused) table.focus({ preventScroll: true });
  }
}

const told = (goals: HTMLElement): Told => JSON.parse(goals.dataset.goals!) as Told;

const shown = (value: number | null | undefined): string =>
  typeof value !== "number" ? "–" : Number.isInteger(value) ? String(value) : value.toFixed(3).replace("-", "−");

/** How many runs reach a goal: of those that are alike and different where it asks for that, the most. */
function count(goal: Goal, runs: Run[]): number {
  const met = runs.filter((run) => counts(run, goal) && within(run, goal));
  const groups = new Map<string, Set<string | Run>>();
  for (const run of met) {
    const group = goal.alike ? run.set[goal.alike]! : "";
    const members = groups.get(group) ?? new Set();
    groups.set(group, members.add(goal.different ? run.set[goal.different]! : run));
  }
  return Math.max(0, ...[...groups.values()].map((members) => members.size));
}

const same = (one: string, other: string): boolean => one === other || (one !== "" && other !== "" && Number(one) === Number(other));
const counts = (run: Run, { where, unless }: { where: Where; unless: Where }): boolean => {
  const is = ([name, values]: [string, string[]]): boolean => values.some((value) => same(value, run.set[name] ?? ""));
  return Object.entries(where).every(is) && !Object.entries(unless).some(is);
};
const within = (run: Run, { least, most }: Goal): boolean =>
  Object.entries(least).every(([name, limit]) => (run.reads[name]?.high ?? -Infinity) >= limit) &&
  Object.entries(most).every(([name, limit]) => (run.reads[name]?.low ?? Infinity) <= limit);
