// What the page of sending does more where there is JavaScript: files go ahead, names are offered.
(() => {
  "use strict";
  document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });

  // What is asked of one choice alone, data-only-of="name:value", is shown with that choice.
  document.querySelectorAll("[data-only-of]").forEach((part) => {
    const [name, value] = part.dataset.onlyOf.split(":");
    const form = part.closest("form");
    const show = () => { part.hidden = new FormData(form).get(name) !== value; };
    form.addEventListener("input", show);
    show();
  });

  // Fields marked data-suggest-url offer names while one types; what is typed is good as it is.
  if (!window.TomSelect) return;
  document.querySelectorAll("input[data-suggest-url]").forEach((input) => {
    new window.TomSelect(input, {
      maxItems: 1,
      delimiter: "\n", // a name has commas
      create: true,
      createOnBlur: true,
      addPrecedence: false,
      valueField: "name",
      labelField: "name",
      searchField: [],
      loadThrottle: 200,
      shouldLoad: (typed) => typed.trim().length > 1,
      load(typed, done) {
        this.clearOptions();
        fetch(`${input.dataset.suggestUrl}?q=${encodeURIComponent(typed)}`)
          .then((answer) => answer.json())
          .then(({ names }) => done(names.map((name) => ({ name }))))
          .catch(() => done());
      },
      render: {
        option_create: (data, escape) => `<div class="create">${said("Giữ nguyên", "Keep")} “${escape(data.input)}”</div>`,
        no_results: () => null,
        loading: () => null,
      },
    });
  });
})();
