// The page of a React app, rendered by the server and hydrated in the browser.
import {createElement, useRef, useState} from 'react';
import {SamtyckePanel} from 'samtycke/react';

export function Page() {
  const [mode, setMode] = useState(undefined);
  const [told, setTold] = useState([]);
  const panel = useRef(null);
  const tell = ({type}) => setTold((before) => [...before, type]);
  const handlers = {onReady: tell, onChange: tell, onSaved: tell, onError: tell};
  return createElement(
    'main',
    null,
    createElement(
      SamtyckePanel,
      {endpoint: '/v1', lang: 'sv', mode, ref: panel, className: 'choices', ...handlers},
      createElement('p', {className: 'plain'}, 'Utan skript: skriv till oss.'),
    ),
    createElement('button', {id: 'mode', onClick: () => setMode(mode ? undefined : 'summary')}, 'Visa bara'),
    createElement('button', {id: 'ask', onClick: () => tell({type: panel.current.localName})}, 'Fråga'),
    createElement('ol', {id: 'told'}, told.map((type, index) => createElement('li', {key: index}, type))),
  );
}
