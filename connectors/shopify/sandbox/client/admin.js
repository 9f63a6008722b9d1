/* The admin page in the browser: answers the framed app, and makes the buttons of the order pages act. */
const frame = document.querySelector("iframe");
const appOrigin = frame && new URL(frame.src).origin;
const home = "/admin/apps/tek";
const find = (id) => document.getElementById(id);

const send = (data) => frame.contentWindow.postMessage({ appBridge: true, ...data }, appOrigin);

function button(label, press, className = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.className = className;
  made.addEventListener("click", press);
  return made;
}

function markActive() {
  for (const link of document.querySelectorAll("#app-nav a"))
    link.toggleAttribute("aria-current", link.pathname === location.pathname);
}

const told = {
  async idToken({ id }) {
    const answer = await window.fetch("/admin/session-token");
    send({ type: "answer", id, value: await answer.text() });
  },
  user: ({ id }) =>
    send({
      type: "answer",
      id,
      value: { id: "42", firstName: "Deniz", lastName: "Akın", locale: document.documentElement.lang },
    }),
  loading({ on }) {
    find("progress").hidden = !on;
  },
  toast({ toast, message, isError, hide }) {
    if (hide) return find(toast)?.remove();
    const note = document.createElement("div");
    note.id = toast;
    note.role = "status";
    note.className = isError ? "toast error" : "toast";
    note.textContent = message;
    note.addEventListener("animationend", () => note.remove());
    find("toasts").append(note);
  },
  title({ title, actions }) {
    find("title").textContent = title;
    find("title-actions").replaceChildren(
      ...actions.map((action, index) =>
        button(action.label, () => send({ type: "press", index }), action.primary ? "primary" : ""),
      ),
    );
  },
  nav({ links }) {
    const items = links
      .filter((link) => !link.home)
      .map(({ href, label }) => {
        const link = document.createElement("a");
        link.href = home + href;
        link.textContent = label;
        link.addEventListener("click", (event) => {
          event.preventDefault();
          send({ type: "navigate", href });
          document.body.classList.remove("nav-open");
        });
        return link;
      });
    find("app-nav").replaceChildren(...items);
    markActive();
  },
  saveBar({ open, save, discard }) {
    const words = document.documentElement.lang === "tr" ? ["Kaydet", "Vazgeç"] : ["Save", "Discard"];
    find("save-bar").hidden = !open;
    find("save-actions").replaceChildren(
      button(discard || words[1], () => send({ type: "saveBar", save: false })),
      button(save || words[0], () => send({ type: "saveBar", save: true }), "primary"),
    );
  },
  route({ path }) {
    history.replaceState(null, "", home + (path === "/" ? "" : path));
    find("progress").hidden = true;
    markActive();
  },
};

function hear({ source, origin, data }) {
  if (!frame || source !== frame.contentWindow || origin !== appOrigin || !data?.appBridge) return;
  if (Object.hasOwn(told, data.type)) told[data.type](data);
}
/* The frame may have spoken before this script was there; the page kept what it said. */
for (const event of window.heardEarly.splice(0)) hear(event);
window.onmessage = hear;

async function control(path, body) {
  const answer = await window.fetch(`/_sandbox/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.ok) return answer.json();
  const { reason, error } = await answer.json();
  told.toast({ toast: `no-${performance.timeOrigin}`, message: reason ?? error, isError: true });
  return undefined;
}

for (const one of document.querySelectorAll("[data-act]"))
  one.addEventListener("click", async () => {
    const act = JSON.parse(one.dataset.act);
    for (let left = Number(one.dataset.times ?? 1); left > 0; left -= 1) if (!(await control("act", act))) return;
    if (act.action === "delete") location.assign("/admin/orders");
    else location.reload();
  });
for (const form of document.querySelectorAll("form[data-act-form]"))
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const told = Object.fromEntries(new FormData(form));
    if (await control("act", { ...JSON.parse(form.dataset.actForm), ...told })) location.reload();
  });
for (const one of document.querySelectorAll("[data-post]"))
  one.addEventListener("click", async () => {
    if (await control(one.dataset.post, JSON.parse(one.dataset.body))) location.reload();
  });
for (const one of document.querySelectorAll("[data-fault]"))
  one.addEventListener("input", () => {
    const value = Number(one.value);
    one.nextElementSibling.textContent = one.dataset.fault.endsWith("Ms")
      ? `${value} ms`
      : `${Math.round(value * 100)} %`;
    control("faults", { [one.dataset.fault]: value });
  });
find("menu")?.addEventListener("click", () => document.body.classList.toggle("nav-open"));
