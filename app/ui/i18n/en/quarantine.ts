/** The records that were set aside, and raw bodies. */
export const enQuarantine = {
  "quarantine.title": "Set aside",
  "quarantine.intro":
    "What a shop sent and Tek could not read stands here with its content. All other orders go on. A record leaves by itself once it can be read.",
  "quarantine.empty.title": "Nothing is set aside",
  "quarantine.empty.body": "Tek could read every order that your shops have shown.",
  "quarantine.empty.chosen": "None of this kind is set aside any more.",
  "quarantine.all": "All",
  "quarantine.causes": "By shop and cause",
  "quarantine.retry-all": "{count, plural, one {Try # record again} other {Try all # records again}}",
  "quarantine.retry": "Try again",
  "quarantine.retry.label": "Try again: record {id} of {shop}",
  "quarantine.waiting": "Waiting to be read…",
  "quarantine.waiting.paused": "Waits until the shop is no longer paused",
  "quarantine.disconnected": "The shop is disconnected: it cannot be asked any more.",
  "quarantine.dismiss": "Remove from here",
  "quarantine.dismiss.label": "Remove the record without an id of {shop} from here",
  "quarantine.asked":
    "{count, plural, =0 {Nothing here can be tried again.} one {Tek is reading # record again.} other {Tek is reading # records again.}}",
  "quarantine.dismissed": "Removed. It comes back if the shop sends it again.",
  "quarantine.gone": "This record is not here any more.",
  "quarantine.record": "Record {id}",
  "quarantine.record.unnamed": "A record without an id",
  "quarantine.first": "Set aside",
  "quarantine.last": "Last tried",
  "quarantine.attempts": "Failed reads",
  "quarantine.held": "Tek holds an older state of it:",
  "quarantine.held.order": "Order {number}",
  "quarantine.no-body": "The shop’s answer held nothing that could be kept.",
  "quarantine.pages": "Pages of what was set aside",
  "quarantine.next": "Older ones",
  "quarantine.first-page": "Newest ones",
  "quarantine.todo.mend":
    "What to do: look in the content below for what is odd, mend the order in the shop (often a plugin changed it), then try again. If it looks right, Tek needs an update: send the content to whoever runs Tek.",
  "quarantine.todo.shop":
    "What to do: open this order in the shop. If it opens there, try again here; if it does not, the shop’s own error log says why.",
  "quarantine.todo.operator":
    "What to do: tell whoever runs Tek; the log has the reason. After an update of Tek, try again.",
  "quarantine.todo.unnamed":
    "What to do: it has no id, so the shop cannot be asked for it alone. Find it in the shop by the content below and mend it there, then remove it from here. Tek finds the mended order by itself.",
  "raw.summary": "Content as the shop sent it ({size})",
  "raw.label": "Content as the shop sent it",
  "raw.loading": "Fetching…",
  "raw.gone": "The content is no longer kept.",
  "raw.cut": "Only the first {shown} characters are shown. The download has all of it.",
  "raw.download": "Download",
  "raw.came": "Came as {format} on {date}",
} as const;
