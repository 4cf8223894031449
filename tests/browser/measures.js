// Turns the screen that is shown into lists of what breaks a number of WCAG 2.2 AA or of the MIIT's rules for older people.
{
  const shown = (selector) => Array.from(document.querySelectorAll(selector)).filter((it) => it.offsetParent !== null);
  const name = (it) => `${it.outerHTML.slice(0, 70)} ${it.textContent.trim().slice(0, 20)}`;
  const hasText = (it) => Array.from(it.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
  const style = (it, property) => parseFloat(getComputedStyle(it)[property]);
  // A link in running text is as high as its line.
  const isInline = (it) => getComputedStyle(it).display === "inline" && hasText(it);
  // A box is ticked, and a field entered, by its label as well.
  const targetOf = (it) => (it.matches("input") && it.closest("label")) || it;

  window.measures = {
    sideways: () => (document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} px wide`] : []),

    targets: (least) =>
      shown(".app a, .app button, .app select, .app input, .app summary")
        .filter((it) => !isInline(it))
        .map(targetOf)
        .map((it) => [it, it.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && (Math.round(box.height) < least || Math.round(box.width) < 44))
        .map(([it, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${name(it)}`),

    letters: (least) =>
      shown(".app *")
        .filter((it) => hasText(it) && style(it, "fontSize") < least)
        .map((it) => `${style(it, "fontSize")} px ${name(it)}`),

    lines: () =>
      shown(".app *")
        .filter((it) => hasText(it) && style(it, "lineHeight") < 1.3 * style(it, "fontSize") - 0.01)
        .map((it) => `${style(it, "lineHeight")} of ${style(it, "fontSize")} px ${name(it)}`),

    // From one line to the next is one line height; from one paragraph to the next it is at least 1.3.
    paragraphs: () =>
      shown(".app p + p")
        .filter((it) => it.previousElementSibling.offsetParent && hasText(it))
        .map((it) => [it, it.getBoundingClientRect().top - it.previousElementSibling.getBoundingClientRect().bottom])
        .filter(([it, gap]) => gap < 0.3 * style(it, "lineHeight") - 0.01)
        .map(([it, gap]) => `${gap.toFixed(1)} px before ${name(it)}`),
  };
}
