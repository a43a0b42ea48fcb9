// The page that was left gives up its place in the history.
const onward = document.getElementById("onward");
if (onward) location.replace(onward.href);
