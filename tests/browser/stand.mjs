// Where the portal has what: the tests look for the panel here, wherever it moves.

export const panelPath = '/privacy';
// Every page, and whether somebody who is not signed in sees it.
export const pages = [
  {path: '/', isOpen: true},
  {path: '/subscriptions', isOpen: false},
  {path: '/offers', isOpen: false},
  {path: '/privacy', isOpen: true},
  {path: '/company', isOpen: false},
  {path: '/ask', isOpen: false},
  {path: '/developers', isOpen: true},
  {path: '/cookies', isOpen: true},
];
