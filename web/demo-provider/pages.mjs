// The pages a person sees here. Plain HTML made on the server: they work without script, ask nobody
// else for anything, and whatever comes from outside is text.
import { readFileSync } from 'node:fs';

const words = JSON.parse(readFileSync(new URL('words.json', import.meta.url), 'utf8'));

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text) => String(text).replace(/[&<>"']/g, (character) => escapes[character]);

// `asked` is a choice made on the page, `wished` what the portal passed on; then the browser's own.
export function languageOf(ctx, asked, wished) {
  if (Object.hasOwn(words, asked ?? '')) return asked;
  const first = String(wished ?? '').split(' ').find((tag) => Object.hasOwn(words, tag.slice(0, 2)));
  if (first) return first.slice(0, 2);
  return ctx.acceptsLanguages('sv', 'en') || 'sv';
}

function page(language, title, main, script = '') {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
${script}
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
}

export function signInPage(language, uid, people, { login = '', wrong = false } = {}) {
  const w = words[language];
  const other = language === 'sv' ? 'en' : 'sv';
  const action = `/sign-in/${encodeURIComponent(uid)}?lang=${language}`;
  const list = people.map((person) => `<li>
<form method="post" action="${action}">
<div class="person">
<h3>${safe(person.name)}</h3>
<p>${safe(person.role[language])}</p>
<dl><div><dt>${w.login}</dt><dd>${safe(person.login)}</dd></div><div><dt>${w.password}</dt><dd>${safe(person.password)}</dd></div></dl>
</div>
<input type="hidden" name="login" value="${safe(person.login)}">
<input type="hidden" name="password" value="${safe(person.password)}">
<button class="quiet" data-person="${safe(person.sub)}">${w.submit_as} ${safe(person.name.split(' ')[0])}</button>
</form>
</li>`);
  return page(language, w.title, `<p class="language"><a lang="${other}" hreflang="${other}" href="/sign-in/${encodeURIComponent(uid)}?lang=${other}">${w.other_language}</a></p>
<h1>${w.heading}</h1>
<p class="lead">${w.lead}</p>
${wrong ? `<p class="wrong" id="wrong" role="alert">${w.wrong}</p>` : ''}
<form class="sign-in" method="post" action="${action}">
<label for="login">${w.login}</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="100" value="${safe(login)}"${wrong ? ' aria-describedby="wrong"' : ''}>
<label for="password">${w.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="100"${wrong ? ' aria-describedby="wrong"' : ''}>
<button id="submit">${w.submit}</button>
</form>
<h2>${w.people}</h2>
<ul class="people">
${list.join('\n')}
</ul>`);
}

// The portal's own button was the question; the form sends itself, and has a button without script.
export function leavePage(ctx, form) {
  const language = languageOf(ctx, undefined, ctx.oidc.params.ui_locales);
  const w = words[language];
  const asking = form.replace('</form>', `<input type="hidden" name="logout" value="yes"><button>${w.leave_submit}</button></form>`);
  ctx.body = page(language, w.leave_title, `<h1>${w.leave_heading}</h1>
<p class="lead">${w.leave_lead}</p>
${asking}`, '<script src="/leave.js" defer></script>');
}

export function leftPage(portal) {
  return (ctx) => {
    const language = languageOf(ctx);
    const w = words[language];
    ctx.body = page(language, w.left_title, `<h1>${w.left_heading}</h1>
<p class="lead">${w.left_lead}</p>
<p><a href="${safe(portal)}/">${w.back}</a></p>`);
  };
}

export function errorPage(portal) {
  return (ctx, out) => {
    const language = languageOf(ctx);
    const w = words[language];
    ctx.type = 'html';
    ctx.body = page(language, w.failed_title, `<h1>${w.failed_heading}</h1>
<p class="lead">${w.failed_lead}</p>
<p class="wrong"><code>${safe(out.error)}</code> ${safe(out.error_description ?? '')}</p>
<p><a href="${safe(portal)}/">${w.back}</a></p>`);
  };
}
