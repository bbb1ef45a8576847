/** <nn-question>: choices or a number, with an explanation for each. The build wrote the answers; this asks first. */
import { button, make } from "./dom";
import { done, isDone } from "./progress";

/** What is said of an answer: explanations, and whether it is right. */
interface Judged {
  right: boolean;
  said: (Node | string)[][];
}

type Judge = (question: NnQuestion) => Judged | string;

const JUDGES: Record<string, Judge> = { one: choices, many: choices, number };

let numbered = 0;

export class NnQuestion extends HTMLElement {
  private feedback: HTMLElement | undefined;

  connectedCallback(): void {
    if (this.feedback) return;
    const box = (this.feedback = make("div", { className: "nn-feedback", id: `nn-feedback-${++numbered}` }));
    box.setAttribute("role", "status");
    const field = this.querySelector("fieldset")!;
    field.setAttribute("aria-describedby", box.id);
    this.querySelector<HTMLElement>(".nn-answers")!.hidden = true;
    const check = button("Check", () => this.check());
    field.after(make("div", { className: "nn-buttons" }, check), box);
    this.addEventListener("input", () => this.say());
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      this.check();
    });
    if (isDone(this)) this.say("You have answered this before.");
  }

  private check(): void {
    const judged = JUDGES[this.dataset.kind!]!(this);
    if (typeof judged === "string") return this.say(judged);
    this.say();
    this.dataset.result = judged.right ? "right" : "wrong";
    const lines = judged.said.map((line) => make("p", {}, ...line));
    this.feedback!.append(make("p", {}, make("b", {}, judged.right ? "Right." : "Not yet.")), ...lines);
    if (judged.right) done(this);
  }

  private say(words = ""): void {
    delete this.dataset.result;
    this.feedback!.replaceChildren(...(words ? [make("p", {}, words)] : []));
  }
}

/** The choices taken are right when they are all the right ones, and only these. */
function choices(question: NnQuestion): Judged | string {
  const taken = [...question.querySelectorAll<HTMLInputElement>("fieldset input:checked")].map((input) => input.value);
  if (taken.length === 0) return "Choose an answer first.";
  const answers = [...question.querySelectorAll<HTMLElement>("[data-choice]")];
  const chosen = answers.filter((answer) => taken.includes(answer.dataset.choice!));
  const wrong = chosen.filter((answer) => !("right" in answer.dataset));
  const missing = answers.some((answer) => "right" in answer.dataset && !chosen.includes(answer));
  const said: Judged["said"] = (wrong.length ? wrong : chosen).map(why);
  if (missing && wrong.length === 0) said.push(["That is right as far as it goes, but it is not all."]);
  return { right: wrong.length === 0 && !missing, said };
}

function number(question: NnQuestion): Judged | string {
  const value = parse(question.querySelector<HTMLInputElement>("fieldset input")!.value);
  if (value === undefined) return "Write a number, such as 0.5.";
  const answers = [...question.querySelectorAll<HTMLElement>("[data-value]")];
  const within = Number(answers.find((answer) => "within" in answer.dataset)?.dataset.within ?? 0);
  const near = (answer: HTMLElement): boolean => Math.abs(Number(answer.dataset.value) - value) <= within + 1e-12;
  const met = answers.find(near);
  const right = met !== undefined && "right" in met.dataset;
  return { right, said: [met ? why(met) : ["That is not it. Look again at what is asked, and count once more."]] };
}

/** A number as people write it: a comma or a point, a true minus, spaces between thousands. Undefined: not one. */
function parse(text: string): number | undefined {
  const plain = text.trim().replace(/[−–]/g, "-").replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3})/g, "").replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

const why = (answer: HTMLElement): Node[] =>
  [...answer.querySelector(".nn-why")!.childNodes].map((node) => node.cloneNode(true));
