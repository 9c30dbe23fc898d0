// Keeps the page itself, never the city: calls under /api, /health, /metrics and /openapi always go to the network.
const shelf = 'pixelopolis-station-1';
const live = ['/api/', '/health', '/metrics', '/openapi/'];
const fingerprint = /^(.*\/_framework\/.*)\.[a-z0-9]{10}\.(js|wasm|dat|dll)$/;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys())
    if (name.startsWith('pixelopolis-station-') && name !== shelf) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.origin) return;
  if (live.some(prefix => url.pathname.startsWith(prefix))) return;
  event.respondWith(fingerprint.test(url.pathname) ? fromShelfFirst(event.request) : fromNetworkFirst(event.request));
});

// A fingerprinted file never changes under its name; the same file under an older name is not needed any more.
async function fromShelfFirst(request) {
  const cache = await caches.open(shelf);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
    const [, stem, ending] = fingerprint.exec(new URL(request.url).pathname);
    for (const other of await cache.keys()) {
      const found = fingerprint.exec(new URL(other.url).pathname);
      if (found && found[1] === stem && found[2] === ending && other.url !== request.url) await cache.delete(other);
    }
  }
  return response;
}

async function fromNetworkFirst(request) {
  const cache = await caches.open(shelf);
  const page = request.mode === 'navigate';
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await cache.put(page ? '/' : request, response.clone());
    return response;
  } catch (lost) {
    const kept = await cache.match(page ? '/' : request);
    if (kept) return kept;
    throw lost;
  }
}
