type FileLinkProps = { href: string; kind: 'pdf' | 'xml' | 'csv'; of: string };

/** A file to download, named by its kind; `of`, what it is of, is heard only. As high as a finger on a phone. */
export const FileLink = ({ href, kind, of }: FileLinkProps) => (
  <a href={href} download className="max-sm:pressable max-sm:px-2">
    {kind.toUpperCase()}
    <span className="heard"> of {of}</span>
  </a>
);
