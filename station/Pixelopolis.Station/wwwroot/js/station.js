// What only the browser knows or can do. Everything else is C#.

export const languages = () => [...(navigator.languages ?? [navigator.language])];

export function useLanguage(tag, direction) {
  document.documentElement.lang = tag;
  document.documentElement.dir = direction;
}

// Private windows may refuse storage: then nothing is kept, and the page works all the same.
export function recall(key) { try { return localStorage.getItem(key); } catch { return null; } }
export function keep(key, value) { try { localStorage.setItem(key, value); } catch { } }
export function forget(key) { try { localStorage.removeItem(key); } catch { } }

export function takeToken() {
  const hash = new URLSearchParams(location.hash.replace(/^#/, ''));
  const query = new URLSearchParams(location.search);
  const token = hash.get('token') ?? query.get('token');
  if (token !== null) history.replaceState(history.state, '', location.pathname);
  return token;
}

export function buzz() {
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) navigator.vibrate?.([40, 60, 40]);
}

export const scrollToTop = () => scrollTo({ top: 0, behavior: 'instant' });
export const focusOn = selector => document.querySelector(selector)?.focus({ preventScroll: false });

export function onWake(page) {
  const wake = () => page.invokeMethodAsync('Wake').catch(() => { });
  addEventListener('online', wake);
  addEventListener('pageshow', wake);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) wake(); });
}

// A picture stream goes on loading after its <img> has left the page; only another source ends it.
const nothing = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
new MutationObserver(changes => {
  for (const change of changes)
    for (const node of change.removedNodes)
      if (node.nodeType === Node.ELEMENT_NODE && !node.isConnected)
        for (const picture of [node, ...node.querySelectorAll('img')])
          if (picture instanceof HTMLImageElement && picture.dataset.stream !== undefined) picture.src = nothing;
}).observe(document.body, { childList: true, subtree: true });
