const words = (text: string): string[] => text.trim().split(/\s+/);

/** Pieces that common passwords are made of, in lower case, digits read as letters (`p4ssw0rd` is `password`). */
export const commonPieces: readonly string[] = words(`
  passcode passphrase login logon signin administrator root username default superuser temporary safe customer website
  allsms sms message messages iphone android facebook youtube twitter instagram linux cisco ilove sweetheart gorgeous
  mama papa bestfriend friendship boy olympiakos panathinaikos nikos giorgos dimitris yannis kostas eleni sofia
  alexandros fortnite roblox harrypotter june july wednesday trustno trust everything somebody blink god godislove
  jesuschrist jesusislord bless gamer one numberone best red cat dog hellas thessaloniki italy spain cyprus kalimera
  kodikos mystiko agapi sagapo passwordi motdepasse contrasena senha parole haslo heslo losenord my your is the this
  and for not you me new old with abc abcd abcde abcdef abcdefg abcdefgh abcdefghi aaa xxx zzz qaz wsx edc rfv tgb yhn
  ujm zaq xsw cde vfr bgt nhy qwe asd zxc qwer zxcv zxcvb poiu lkjh mnbv
`);
