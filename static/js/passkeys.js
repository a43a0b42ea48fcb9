// Passkeys need a script and a host with a name: what depends on one is shown here, and a refusal is
// said in words.
const hasName = !/^[\d.]+$|^\[/.test(location.hostname);

for (const part of document.querySelectorAll(".js-only")) {
  if (window.PublicKeyCredential && hasName) part.hidden = false;
}

function tell(id) {
  const notice = document.getElementById(id);
  if (notice) notice.hidden = false;
}

if (!hasName) tell("passkey-address");
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (hasName) tell("passkey-problem");
});
