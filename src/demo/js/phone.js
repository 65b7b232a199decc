// The demo page: two phones over a school of one's own, the guided minute, the proof.
import { openPhone } from "./chat.js";
import { openGuide } from "./guide.js";
import { failed, listen, post } from "./line.js";
import { openProof } from "./proof.js";

const guide = openGuide();
let [seen, isProofOpen, soon] = [null, false, 0];
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
  clearTimeout(soon);
  soon = setTimeout(proof.refresh, 250);
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

const start = (path) =>
  post(path)
    .then(() => {
      begin();
      line.open();
      for (const button of document.querySelectorAll(".ways button")) button.disabled = false;
    })
    .catch(failed);

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
