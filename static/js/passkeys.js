// Passkeys need a script: what depends on one is shown here, and a refusal is said in words.
for (const part of document.querySelectorAll(".js-only")) {
  if (window.PublicKeyCredential) part.hidden = false;
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const box = document.getElementById("passkey-problem");
  if (box) box.hidden = false;
});
