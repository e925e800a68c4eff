/** Posts a body and tells how far it is; fetch cannot. */
export function send(url, body, progress) {
  const request = new XMLHttpRequest();
  const answer = new Promise((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(Math.floor((100 * event.loaded) / event.total));
    });
    request.addEventListener("load", () => resolve(request));
    for (const end of ["error", "timeout", "abort"]) {
      request.addEventListener(end, () => reject(new Error(end)));
    }
    request.open("POST", url);
    request.setRequestHeader("X-Requested-With", "upload");
    request.send(body);
  });
  return { answer, cancel: () => request.abort() };
}

/** What is typed, without files: these go by themselves. */
export function typed(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  return body;
}

/** Of what is too large the server hears how large it is, and says so before anything has travelled. */
export const beginning = (file) =>
  new File([file.slice(0, 64)], file.name, { type: `${file.type || "application/octet-stream"};octets=${file.size}` });
