// Turns layout shifts of the page into their sum and a sentence for each. Shifts soon after a key or a tap count too: a list that jumps under
// the finger is what this is about. The box that holds a screen does not count: what is in it is new.
{
  const jumps = [];
  const note = (entries) => {
    for (const { value, sources } of entries) {
      const moved = sources.filter(({ node }) => !node || node.className !== "content").map(({ node, previousRect: from, currentRect: to }) => {
        const name = node && node.nodeType === 1 ? node.outerHTML.slice(0, 60) : node && node.textContent.slice(0, 30);
        return `${name} from ${from.x},${from.y} to ${to.x},${to.y}`;
      });
      if (moved.length) jumps.push({ value, moved });
    }
  };
  const watch = new PerformanceObserver((list) => note(list.getEntries()));
  watch.observe({ type: "layout-shift", buffered: true });
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  window.jumped = async () => {
    await painted();
    await painted();
    note(watch.takeRecords());
    const all = jumps.splice(0);
    return [all.reduce((sum, { value }) => sum + value, 0), all.map(({ value, moved }) => `${value.toFixed(4)}: ${moved.join("; ")}`)];
  };
}
