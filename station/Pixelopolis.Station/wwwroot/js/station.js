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

// A car's pictures cost its phone and the Wi-Fi: a picture's stream (data-stream) is open only while somebody can see it, that is while
// it stands in the page, on the screen, of a tab that is shown. Taking the source away is what ends a stream; leaving the page is not.
const onScreen = new Set();

function open(picture) {
  const wanted = picture.isConnected && onScreen.has(picture) && !document.hidden ? picture.dataset.stream : undefined;
  if (wanted === undefined) picture.removeAttribute('src');
  else if (picture.getAttribute('src') !== wanted) picture.src = wanted;
}

const sight = new IntersectionObserver(looks => {
  for (const { target, isIntersecting } of looks) {
    if (isIntersecting) onScreen.add(target); else onScreen.delete(target);
    open(target);
  }
});

const picturesIn = node => node.nodeType !== Node.ELEMENT_NODE ? []
  : [node, ...node.querySelectorAll('img')].filter(one => one instanceof HTMLImageElement && one.dataset.stream !== undefined);

function leave(picture) {
  if (picture.isConnected) return;
  sight.unobserve(picture);
  onScreen.delete(picture);
  open(picture);
}

document.addEventListener('visibilitychange', () => onScreen.forEach(open));
new MutationObserver(changes => {
  for (const { type, target, addedNodes, removedNodes } of changes) {
    if (type === 'attributes') open(target);
    for (const node of removedNodes) picturesIn(node).forEach(leave);
    for (const node of addedNodes) picturesIn(node).forEach(picture => sight.observe(picture));
  }
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-stream'] });
picturesIn(document.body).forEach(picture => sight.observe(picture));
