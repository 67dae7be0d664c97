// The words of a script in the language of the page.
window.said = (vietnamese, english) => (document.documentElement.lang === "en" ? english : vietnamese);
