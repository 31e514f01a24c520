// The token stands in the fragment, which browsers do not send; it is spent only when the button is pressed.
const texts = {
  en: {
    title: 'Sign in to CareKpi',
    about: 'This link signs you in once, in this browser.',
    button: 'Sign in',
    incomplete: 'The link is not complete. Open it as it was sent to you.',
    spent: 'The link was used already, has expired or was withdrawn. Ask for a new one.',
    later: 'Sign-in does not work at the moment. Try again in a moment.',
    offline: 'CareKpi cannot be reached. Try again.',
  },
  'zh-Hant': {
    title: '登入 CareKpi',
    about: '此連結只可在此瀏覽器登入一次。',
    button: '登入',
    incomplete: '連結不完整。請按收到的原樣開啟。',
    spent: '連結已使用、已過期或已撤回。請索取新的連結。',
    later: '暫時無法登入。請稍後再試。',
    offline: '無法連接 CareKpi。請再試一次。',
  },
  'zh-Hans': {
    title: '登录 CareKpi',
    about: '此链接只可在此浏览器登录一次。',
    button: '登录',
    incomplete: '链接不完整。请按收到的原样打开。',
    spent: '链接已使用、已过期或已撤回。请索取新的链接。',
    later: '暂时无法登录。请稍后再试。',
    offline: '无法连接 CareKpi。请再试一次。',
  },
  ms: {
    title: 'Log masuk ke CareKpi',
    about: 'Pautan ini melog masuk anda sekali, dalam pelayar ini.',
    button: 'Log masuk',
    incomplete: 'Pautan tidak lengkap. Buka seperti yang dihantar kepada anda.',
    spent: 'Pautan telah digunakan, tamat tempoh atau ditarik balik. Minta yang baharu.',
    later: 'Log masuk tidak berfungsi buat masa ini. Cuba sebentar lagi.',
    offline: 'CareKpi tidak dapat dicapai. Cuba lagi.',
  },
};
const localeOf = (tag) => {
  const lower = tag.toLowerCase();
  if (lower.startsWith('zh')) return /hant|-(tw|hk|mo)/.test(lower) && !lower.includes('hans') ? 'zh-Hant' : 'zh-Hans';
  return ['en', 'ms'].find((one) => lower.split('-')[0] === one);
};
// As chosen in the dashboard, else as the browser speaks.
const chosen = () => {
  try {
    return localStorage.getItem('carekpi.locale') ?? '';
  } catch {
    return '';
  }
};
const locale = [chosen(), ...navigator.languages].map(localeOf).find(Boolean) ?? 'en';
const t = texts[locale];
const form = document.getElementById('sign-in');
const button = form.querySelector('button');
const problem = document.getElementById('problem');
document.documentElement.lang = locale;
document.title = t.title;
document.getElementById('title').textContent = t.title;
document.getElementById('about').textContent = t.about;
button.textContent = t.button;
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

if (token.startsWith('ci_')) button.disabled = false;
else problem.textContent = t.incomplete;

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  problem.textContent = '';
  try {
    const answer = await fetch('/auth/redeem', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) return location.replace('/');
    problem.textContent = answer.status < 500 && answer.status !== 429 ? t.spent : t.later;
    button.disabled = answer.status === 401;
  } catch {
    problem.textContent = t.offline;
    button.disabled = false;
  }
});
