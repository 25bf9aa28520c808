import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readForms } from './form-reader.ts';

it('reads a form as a browser without JavaScript would send it', () => {
  const [form] = readForms(`
    <form action="" enctype="multipart/form-data" method="POST">
      <input type="hidden" name="$ACTION_1:0" value="{&quot;id&quot;:&quot;7f&quot;}"/>
      <select name="senderId"><option value="a">A</option><option value="b" selected="">B</option></select>
      <textarea name="text">1 &lt; 2 &amp; &#x3b1;</textarea>
      <input type="radio" name="when" value="now" checked=""/><input type="radio" name="when" value="later"/>
      <input type="checkbox" name="agreed"/>
      <button type="submit">See the price</button>
    </form>`);
  assert.deepEqual(Object.fromEntries(form!), {
    '$ACTION_1:0': '{"id":"7f"}',
    senderId: 'b',
    text: '1 < 2 & α',
    when: 'now',
  });
});

it('reads each form of a page alone', () => {
  const forms = readForms(
    '<form><input name="a" value="1"></form><form><input name="b" value="2"></form>',
  );
  assert.deepEqual(
    forms.flatMap((form) => [...form.keys()]),
    ['a', 'b'],
  );
});
