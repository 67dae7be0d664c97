// While one types, published answers like it are shown; where the network fails, nothing is.
(() => {
  "use strict";
  document.querySelectorAll("[data-similar-url]").forEach((place) => {
    const form = place.closest("form");
    const typed = () => ["title", "content"].map((name) => form.elements[name].value.trim());
    let asked = "";
    let timer = 0;

    async function ask() {
      const [title, content] = typed();
      const words = `${title}\n${content}`;
      if (words === asked || words.length < 12) return;
      asked = words;
      try {
        const answer = await fetch(place.dataset.similarUrl, {
          method: "POST",
          body: new URLSearchParams({ title, content }),
        });
        if (!answer.ok || asked !== words) return;
        place.innerHTML = await answer.text();
        place.hidden = !place.firstElementChild;
      } catch { /* nothing is lost */ }
    }

    form.addEventListener("input", (event) => {
      if (event.target.name !== "title" && event.target.name !== "content") return;
      clearTimeout(timer);
      timer = setTimeout(ask, 700);
    });
    form.addEventListener("change", (event) => {
      if (event.target.name === "title" || event.target.name === "content") ask();
    });
    ask();
  });
})();
