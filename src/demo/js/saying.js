// The field, and what is said with it: a text, an answer to a message, a changed message, what is no text.
import { failed, onBack, post } from "./line.js";
import { showAttachments } from "./menus.js";

/** In: the phone's section; where its chat is, now; who hears that something has been sent. */
export function openSaying(section, path, sent) {
  const find = (selector) => section.querySelector(selector);
  const [form, input, about] = [find("form"), find("input"), find(".about-to")];
  let about_ = null;
  /** The text that was sent in vain; it goes out later only as it was sent. */
  let waits = null;

  /** What is not heard stays in the field, and goes out when the server answers again. */
  async function send(kind, body) {
    // Of what is no text, only a photo takes the field's text along.
    const takesText = kind !== "sends" || body.what === "photo";
    const [typed, meant, whose] = [input.value, about_, path()];
    try {
      await post(`${whose}/${kind}`, body);
    } catch (error) {
      failed(error);
      if (kind !== "sends" && whose === path()) keep(body.text);
      return;
    }
    sent();
    if (!takesText || whose !== path()) return;
    waits = null;
    if (input.value === typed) input.value = "";
    if (about_ === meant) turnTo(null);
  }

  function keep(text) {
    if (input.value === "") input.value = text;
    waits = text;
  }

  function turnTo(what, words = {}) {
    about_ = what;
    about.hidden = what === null;
    if (what === null) return;
    about.querySelector("p").textContent = `${words[what.how]}: ${what.message.text || "…"}`;
    about.querySelector("button").ariaLabel = words.cancel;
    if (what.how === "edit") input.value = what.message.text;
    input.focus();
  }

  function submit() {
    const text = input.value.trim();
    if (text === "") return;
    if (about_?.how === "edit") void send("edits", { message: about_.message.id, text });
    else void send("says", { text, ...(about_ ? { replyTo: about_.message.id } : {}) });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  about.querySelector("button").addEventListener("click", () => {
    if (about_?.how === "edit") input.value = "";
    turnTo(null);
    input.focus();
  });
  onBack(() => waits !== null && waits === input.value.trim() && submit());

  return {
    say: (text) => {
      const whose = path();
      void post(`${whose}/says`, { text }).then(sent, (error) => {
        failed(error);
        if (input.value === "" && whose === path()) keep(text);
      });
    },
    /** Puts words into the field, for whoever is to send them. */
    write(text) {
      input.value = text;
      input.focus();
    },
    reply: (message, words) => turnTo({ how: "reply", message }, words),
    edit: (message, words) => turnTo({ how: "edit", message }, words),
    /** The phone is somebody else's now, and speaks the other's language. */
    begin(words) {
      turnTo(null);
      waits = null;
      input.value = "";
      input.placeholder = words.message;
      section.querySelector(`label[for="${input.id}"]`).textContent = words.message;
      find(".send").ariaLabel = words.send;
      const [commands, attach] = [".menu summary", ".attach summary"].map(find);
      if (commands) commands.ariaLabel = words.commands;
      if (!attach) return;
      attach.ariaLabel = words.attach;
      showAttachments(find(".attach"), words, (what) => void send("sends", { what, caption: input.value.trim() }));
    },
  };
}
