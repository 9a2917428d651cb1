# The demo's catalogue out of the one that is shipped: every traffic purpose in force, with a
# sign-off and an assessment that say themselves that they are the demo's.
.catalogue = "telecom-se-demo"
# Up with each change of this file: what was published under a version stays what it was.
| .version = 3
| .catalogue_version |= sub("\\.[0-9]+$"; ".3")
| .purposes |= map(.active = true
    | .dpia_ref = "demo: no assessment was made"
    | if .lek_gate == "9:27"
      then .legal_signoff = {"by": "demo: nobody signed this off", "on": "2026-11-24"}
      else . end)
# What the demo's portal stores, by the category that it belongs to.
| {
    "cookie-necessary": [
      {"name": "__Host-samtycke", "lifetime": "8 h", "third_party": false},
      {"name": "__Host-samtycke-login", "lifetime": "10 min", "third_party": false},
      {"name": "samtycke-language", "lifetime": "session", "third_party": false},
      {"name": "samtycke_choice", "lifetime": "184 d", "third_party": false}],
    "cookie-statistics": [
      {"name": "mitt-foretag-visits", "lifetime": "session", "third_party": false}]
  } as $items
| .cookie_categories |= map(if $items[.id] then .items = $items[.id] else . end)
