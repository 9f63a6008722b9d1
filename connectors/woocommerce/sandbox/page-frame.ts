import type { Shop } from "./shop.ts";

/** Text made safe for HTML. */
export function esc(text: unknown): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return String(text ?? "").replace(/[&<>"']/g, (c) => entities[c] ?? c);
}

/** A name that WordPress stores as HTML text: its entities stay, everything else is made safe. */
export function wpText(name: string): string {
  return esc(name).replaceAll(/&amp;(?=\w+;|#\d+;)/g, "&");
}

/** The admin's frame around a page: bar, menu, the script that posts acts. */
export function frame(shop: Shop, title: string, body: string): Response {
  const html = `<!doctype html>
<html lang="tr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(title)} · ${esc(shop.name)}</title><style>${css}</style></head>
<body><header><a href="/">${esc(shop.name)}</a><span>${esc(shop.origin)} · ${esc(shop.currency)} · ${esc(shop.timezone)}</span></header>
<main>${body}</main><div id="told" role="status" aria-live="polite"></div><script>${script}</script></body></html>`;
  return new Response(html, { headers: { "Content-Type": "text/html; charset=UTF-8", "Cache-Control": "no-store" } });
}

/** A button that posts JSON to the control API and shows the page anew. */
export function button(label: string, path: string, body: object, kind = ""): string {
  return `<button type="button" class="${kind}" data-post="/_sandbox/${path}" data-body="${esc(JSON.stringify(body))}">${esc(label)}</button>`;
}

const css = `
:root{--ink:#1d2327;--line:#c3c4c7;--soft:#f0f0f1;--link:#2271b1;--bar:#1d2327}
*{box-sizing:border-box}body{margin:0;background:var(--soft);color:var(--ink);font:14px/1.5 -apple-system,"Segoe UI",Roboto,sans-serif}
header{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:baseline;background:var(--bar);color:#c3c4c7;padding:10px 20px;font-size:13px}
header a{color:#fff;font-weight:600;text-decoration:none;font-size:15px}
main{max-width:1180px;margin:0 auto;padding:20px}h1{font-size:22px;font-weight:500;margin:0 0 14px}h2{font-size:15px;margin:0 0 8px}
a{color:var(--link)}.card{background:#fff;border:1px solid var(--line);border-radius:3px;padding:14px 16px;margin-bottom:16px}
.row{display:flex;flex-wrap:wrap;gap:6px;align-items:center}.cols{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:16px}
.scroll{overflow-x:auto}table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:8px 10px;border-bottom:1px solid #e5e5e5;vertical-align:middle}
th{font-weight:600;white-space:nowrap}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}small{color:#646970}
button{font:inherit;font-size:13px;min-height:32px;padding:3px 10px;border:1px solid var(--link);border-radius:3px;background:#f6f7f7;color:var(--link);cursor:pointer}
a.button{display:inline-block;font-size:13px;padding:5px 12px;border:1px solid var(--link);border-radius:3px;background:#f6f7f7;text-decoration:none}
a.button.main{background:var(--link);color:#fff}
button:hover,button:focus-visible{background:#fff;border-color:#0a4b78;color:#0a4b78;outline:2px solid #72aee6}
button.main{background:var(--link);color:#fff}button.main:hover{background:#135e96}button.bad{border-color:#b32d2e;color:#b32d2e}
.status{display:inline-block;border-radius:3px;padding:1px 8px;background:#e5e5e5;color:#2c3338;white-space:nowrap}
.processing{background:#c6e1c6;color:#2c4700}.completed{background:#c8d7e1;color:#2e4453}.on-hold{background:#f8dda7;color:#573b00}
.failed,.trash{background:#eba3a3;color:#570000}label{display:block;margin:6px 0}input[type=range]{width:100%}input,select{font:inherit}input.count{width:88px}
#told{position:fixed;right:16px;bottom:16px;max-width:360px;background:var(--ink);color:#fff;border-radius:3px;padding:10px 14px;display:none}
img{width:40px;height:40px;border-radius:3px;vertical-align:middle;margin-right:8px}`;

const script = `
const told=document.getElementById("told");
const tell=(text)=>{told.textContent=text;told.style.display="block"};
async function post(path,body){
  const answer=await fetch(path,{method:"POST",body:JSON.stringify(body)});
  const json=await answer.json().catch(()=>({error:"HTTP "+answer.status}));
  if(!answer.ok)return tell(json.error||"HTTP "+answer.status);
  if(body.action==="delete")location.href="/";else location.reload();
}
document.addEventListener("click",(event)=>{
  const button=event.target.closest("[data-post]");
  if(!button)return;
  button.disabled=true;
  post(button.dataset.post,JSON.parse(button.dataset.body)).finally(()=>{button.disabled=false});
});
document.addEventListener("submit",(event)=>{
  const form=event.target.closest("form[data-send]");
  if(!form)return;
  event.preventDefault();
  const fields=Object.fromEntries([...new FormData(form)].filter(([,value])=>value!=="").map(([name,value])=>[name,form.elements[name].type==="text"||form.elements[name].tagName==="SELECT"?value:Number(value)]));
  const base=JSON.parse(form.dataset.body||"{}");
  if(form.dataset.wrap){const {action,order,...rest}=base;post(form.dataset.send,{action,order,[form.dataset.wrap]:{...rest,...fields}})}
  else if(base.action==="place"){const {sku,quantity,...rest}=fields;post(form.dataset.send,{...base,...rest,...(sku?{lines:[{sku,quantity:quantity||1}]}:{})})}
  else post(form.dataset.send,{...base,...fields});
});
document.addEventListener("input",(event)=>{
  const shown=event.target.closest("label")?.querySelector("output");
  if(shown)shown.textContent=event.target.name.endsWith("Ms")?event.target.value+" ms":Math.round(event.target.value*100)+" %";
});`;
