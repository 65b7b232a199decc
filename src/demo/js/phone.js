// The demo page: the phones over a school of one's own, the guided minute, the proof.
import { openPhone } from "./chat.js";
import { openGuide } from "./guide.js";
import { failed, listen, post } from "./line.js";
import { openProof } from "./proof.js";

const guide = openGuide();
let [seen, isProofOpen, soon] = [null, false, null];
const proof = openProof((heard, open) => {
  [seen, isProofOpen] = [heard, open];
  tick();
});

function tick() {
  if (!seen) return;
  const { asked, answered, withdrawn } = seen.done;
  const first = seen.events.findLast(({ inChat }) => inChat);
  const told = Math.max(...phones.map((phone) => phone.toldTeacherAt()));
  const happened = {
    ...{ asked, answered, withdrawn },
    seen: first && told >= Date.parse(first.at),
    proved: isProofOpen && answered,
  };
  guide.happened(
    seen.school,
    Object.keys(happened).filter((name) => happened[name]),
  );
}

/** What is recorded comes a moment after what is said. */
function lookSoon() {
  soon ??= setTimeout(() => {
    soon = null;
    void proof.refresh();
  }, 250);
}

const phones = [...document.querySelectorAll(".phone")].map((section) =>
  openPhone(section, { shown: tick, otherSchool: () => (begin(), line.open()) }),
);

function begin() {
  seen = null;
  phones.forEach((phone) => phone.begin());
  void proof.refresh();
}

const line = listen(
  (chatId) => {
    phones.filter((phone) => phone.shows(chatId)).forEach((phone) => phone.refresh());
    lookSoon();
  },
  () => {
    phones.forEach((phone) => phone.refresh());
    lookSoon();
  },
);

const buttons = [...document.querySelectorAll(".ways button, .trouble button")];

/** Meanwhile nobody begins another one. */
async function start(path) {
  const [active, before] = [document.activeElement, buttons.map(({ disabled }) => disabled)];
  for (const button of buttons) button.disabled = true;
  const isThere = await post(path).then(() => true, failed);
  buttons.forEach((button, place) => (button.disabled = !isThere && before[place]));
  // A button that is disabled, or is gone, has lost the keyboard.
  if (active !== document.body && document.activeElement === document.body)
    (active.checkVisibility() ? active : document.querySelector(".phone")).focus({ preventScroll: true });
  if (!isThere) return;
  begin();
  line.open();
}

document.querySelector(".other a").addEventListener("click", () => guide.close());
document.querySelector(".again").addEventListener("click", () => {
  guide.close();
  proof.close();
  line.stop();
  void start("/demo/school/again");
});
document.querySelector(".trouble button").addEventListener("click", () => void start("/demo/school"));
// The office works in another window; what it has recorded is there when one comes back.
document.addEventListener("visibilitychange", () => document.hidden || lookSoon());
void start("/demo/school");
