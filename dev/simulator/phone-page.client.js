// Fetches the list again each second and replaces it only when it changed, without moving what is being read.
(() => {
  const list = document.getElementById('phones');
  if (!list) return;
  let shown = '';

  const localTimes = () => {
    for (const time of list.querySelectorAll('time')) {
      const at = new Date(time.dateTime);
      const isToday = at.toDateString() === new Date().toDateString();
      time.textContent = isToday ? at.toLocaleTimeString() : at.toLocaleString();
      time.title = at.toString();
    }
  };

  const firstVisible = () =>
    [...list.querySelectorAll('article')].find((one) => one.getBoundingClientRect().bottom > 0);

  const isSelecting = () => {
    const selection = document.getSelection();
    return Boolean(selection && !selection.isCollapsed && list.contains(selection.anchorNode));
  };

  const isWriting = () =>
    [...list.querySelectorAll('form input')].some(
      (one) => one === document.activeElement || one.value !== one.defaultValue,
    );

  const replace = (html) => {
    const open = [...list.querySelectorAll('details[open]')].map((one) => one.id);
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const focusedLink = focused?.getAttribute('href');
    const focusedDetails = focused?.closest('details')?.id;
    const anchor = scrollY > 0 ? firstVisible() : undefined;
    const top = anchor?.getBoundingClientRect().top ?? 0;
    const side = list.querySelector('nav')?.scrollTop ?? 0;
    list.innerHTML = html;
    localTimes();
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    const sameAnchor = anchor && document.getElementById(anchor.id);
    if (sameAnchor) scrollBy(0, sameAnchor.getBoundingClientRect().top - top);
    list.querySelector('nav')?.scrollTo(0, side);
    const again = focusedDetails
      ? document.querySelector(`#${focusedDetails} summary`)
      : focusedLink && list.querySelector(`[href="${CSS.escape(focusedLink)}"]`);
    again?.focus({ preventScroll: true });
  };

  const refresh = async () => {
    try {
      const answer = await fetch(`/phones?to=${encodeURIComponent(list.dataset.to ?? '')}`);
      const { html } = await answer.json();
      document.body.classList.remove('lost');
      if (html !== shown && !isSelecting() && !isWriting()) {
        replace(html);
        shown = html;
      }
    } catch {
      document.body.classList.add('lost');
    }
    setTimeout(refresh, 1000);
  };

  localTimes();
  refresh();
})();
