/* The stand-in's own App Bridge: the same global, elements and fetch patch as Shopify's script, spoken with the stand-in's admin page. */
(() => {
  const admin = new URL(document.currentScript.src).origin;
  const embedded = window.top !== window.self;
  const query = new URLSearchParams(location.search);
  const kept = (name) => {
    const given = query.get(name);
    if (given) sessionStorage.setItem(`app-bridge:${name}`, given);
    return given ?? sessionStorage.getItem(`app-bridge:${name}`) ?? undefined;
  };

  const waiting = new Map();
  let lastId = 0;
  const tell = (type, data = {}) => {
    if (embedded) window.parent.postMessage({ appBridge: true, type, ...data }, admin);
  };
  const ask = (type, data = {}) =>
    new Promise((resolve, reject) => {
      if (!embedded) return reject(new Error("The page is not framed by the admin."));
      lastId += 1;
      waiting.set(lastId, resolve);
      tell(type, { id: lastId, ...data });
    });

  const idToken = () => ask("idToken");

  const plainFetch = window.fetch.bind(window);
  const withToken = async (request) => {
    const headers = new Headers(request.headers);
    headers.set("Authorization", `Bearer ${await idToken()}`);
    headers.set("X-Requested-With", "XMLHttpRequest");
    return plainFetch(new Request(request, { headers }));
  };
  if (embedded)
    window.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (new URL(request.url).origin !== location.origin || request.headers.has("authorization"))
        return plainFetch(request);
      const spare = request.clone();
      const response = await withToken(request);
      const again = response.status === 401 && response.headers.get("X-Shopify-Retry-Invalid-Session-Request");
      return again ? withToken(spare) : response;
    };

  const secrets = ["id_token", "session", "hmac", "timestamp", "host", "shop", "embedded", "locale", "bounced"];
  const tellRoute = () => {
    const url = new URL(location.href);
    for (const name of secrets) url.searchParams.delete(name);
    tell("route", { path: url.pathname + url.search + url.hash });
  };
  for (const name of ["pushState", "replaceState"]) {
    const plain = history[name].bind(history);
    history[name] = (...change) => {
      plain(...change);
      tellRoute();
    };
  }
  addEventListener("popstate", tellRoute);

  const textOf = (element) => element.textContent.trim();
  const watch = (element, report) => {
    new MutationObserver(report).observe(element, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
    });
    report();
  };
  class Quiet extends HTMLElement {
    connectedCallback() {
      this.style.display = "none";
      this.begin?.();
    }
  }
  class NavMenu extends Quiet {
    begin() {
      watch(this, () =>
        tell("nav", {
          links: this.links().map((link) => ({
            href: link.getAttribute("href"),
            label: textOf(link),
            home: link.getAttribute("rel") === "home",
          })),
        }),
      );
    }
    links() {
      return [...this.querySelectorAll("a[href], s-link[href]")];
    }
    disconnectedCallback() {
      tell("nav", { links: [] });
    }
  }
  class TitleBar extends Quiet {
    static observedAttributes = ["title"];
    begin() {
      watch(this, () =>
        tell("title", {
          title: this.getAttribute("title") ?? "",
          actions: this.actions().map((action) => ({
            label: textOf(action),
            primary: action.getAttribute("variant") === "primary",
          })),
        }),
      );
    }
    actions() {
      return [...this.querySelectorAll("button, a[href]")];
    }
    disconnectedCallback() {
      tell("title", { title: "", actions: [] });
    }
  }
  let openBar;
  class SaveBar extends Quiet {
    async show() {
      openBar = this;
      const [save, discard] = [this.button(true), this.button(false)];
      tell("saveBar", { open: true, save: save ? textOf(save) : "", discard: discard ? textOf(discard) : "" });
      this.dispatchEvent(new Event("show"));
    }
    async hide() {
      if (openBar === this) openBar = undefined;
      tell("saveBar", { open: openBar !== undefined });
      this.dispatchEvent(new Event("hide"));
    }
    toggle() {
      return this.showing ? this.hide() : this.show();
    }
    get showing() {
      return openBar === this;
    }
    button(primary) {
      return [...this.querySelectorAll("button")].find(
        (one) => (one.getAttribute("variant") === "primary") === primary,
      );
    }
    press(save) {
      this.button(save)?.click();
    }
    disconnectedCallback() {
      if (this.showing) this.hide();
    }
  }
  class Modal extends HTMLElement {
    connectedCallback() {
      this.hidden = true;
    }
    async show() {
      this.hidden = false;
      this.style.cssText =
        "position:fixed;inset:10% 10% auto;z-index:600;background:#fff;padding:16px;border-radius:12px;box-shadow:0 8px 40px #0005";
      this.dispatchEvent(new Event("show"));
    }
    async hide() {
      this.hidden = true;
      this.dispatchEvent(new Event("hide"));
    }
    toggle() {
      return this.hidden ? this.show() : this.hide();
    }
  }
  const elements = {
    "ui-nav-menu": NavMenu,
    "s-app-nav": class extends NavMenu {},
    "ui-title-bar": TitleBar,
    "ui-save-bar": SaveBar,
    "ui-modal": Modal,
  };
  for (const [name, element] of Object.entries(elements))
    if (!customElements.get(name)) customElements.define(name, element);

  /* A form marked `data-save-bar` opens the bar by itself when it was touched. */
  const formBar = (form) => ({
    press(save) {
      if (save) form.requestSubmit();
      else form.reset();
    },
  });
  addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-save-bar]");
    if (!form || openBar) return;
    openBar = formBar(form);
    tell("saveBar", { open: true, save: "", discard: "" });
  });
  const closeFormBar = (event) => {
    if (!event.target.matches?.("form[data-save-bar]")) return;
    openBar = undefined;
    tell("saveBar", { open: false });
  };
  addEventListener("submit", closeFormBar);
  addEventListener("reset", closeFormBar);

  const navigate = (href) => {
    const links = [...document.querySelectorAll("ui-nav-menu a[href], s-app-nav a[href], s-app-nav s-link[href]")];
    const link = links.find((one) => one.getAttribute("href") === href);
    if (!link) return location.assign(href);
    const click = new MouseEvent("click", { bubbles: true, cancelable: true, view: window });
    const open = link.dispatchEvent(click);
    if (open && !(link instanceof HTMLAnchorElement)) location.assign(href);
  };
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== window.parent || origin !== admin || !data?.appBridge) return;
    if (data.type === "answer") {
      waiting.get(data.id)?.(data.value);
      waiting.delete(data.id);
    }
    if (data.type === "navigate") navigate(data.href);
    if (data.type === "press") document.querySelector("ui-title-bar")?.actions()[data.index]?.click();
    if (data.type === "saveBar") openBar?.press(data.save);
  });

  const byId = (id) => document.getElementById(id);
  window.shopify = {
    config: {
      apiKey: document.querySelector('meta[name="shopify-api-key"]')?.content,
      shop: kept("shop"),
      host: kept("host"),
      locale: kept("locale") ?? "en",
    },
    environment: { embedded, mobile: false, intent: false, pos: false },
    origin: location.origin,
    ready: Promise.resolve(),
    idToken,
    user: () => ask("user"),
    toast: {
      show(message, options = {}) {
        lastId += 1;
        tell("toast", { toast: `toast-${lastId}`, message, isError: options.isError === true });
        return `toast-${lastId}`;
      },
      hide: (toast) => tell("toast", { toast, hide: true }),
    },
    loading: (on) => tell("loading", { on: on !== false }),
    saveBar: {
      show: async (id) => byId(id)?.show?.(),
      hide: async (id) => byId(id)?.hide?.(),
      toggle: async (id) => byId(id)?.toggle?.(),
      leaveConfirmation: async () => {},
    },
    modal: {
      show: async (id) => byId(id)?.show?.(),
      hide: async (id) => byId(id)?.hide?.(),
      toggle: async (id) => byId(id)?.toggle?.(),
    },
    resourcePicker: async () => undefined,
    scopes: { query: async () => ({ granted: [], required: [], optional: [] }) },
  };
  tellRoute();
})();
