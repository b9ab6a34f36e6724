//! Files on their way to a reader: written in one thread, sent as they come, never whole in memory.

use std::io::{self, Write};

use actix_web::http::header;
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use tokio::sync::{mpsc, oneshot};
use tokio_stream::wrappers::ReceiverStream;
use waymark_exports::Format;

use crate::answer::{self, Ask};
use crate::reply::{
    Asked, Filtered, Meant, Reply, Understood, begin_job, blocking, prefers_a_job, put_tag, seen,
    tag_of,
};
use crate::{ApiError, State};

/// How many parts of a file wait for a slow reader.
const WAITING: usize = 8;

/// The words that a format is chosen with: none, if it is no network.
pub(crate) fn words_of(format: Format) -> &'static str {
    if format.network().is_some() { answer::EXPORT_WORDS } else { "" }
}

/// Answers with a file.
///
/// Its tag is made before the file is, so that a reader who has it is told so at once. Who would
/// rather follow a job gets one that makes the preview, which is kept, and leads to the file.
pub(crate) async fn file(asked: Asked, format: Format) -> Reply {
    let choose = |words: &mut _| answer::export_choice(format, words);
    let Understood { state, request, meant, own: choice } =
        asked.understand(Filtered::Yes, words_of(format), choose)?;
    let ask = find(&state, meant).await?;
    if prefers_a_job(&request) {
        let work = move |_: &State, ask: &Ask| answer::export_preview(ask, &choice).map(drop);
        return Ok(begin_job(state, &request, ask, work));
    }
    tagged(&request, ask, |ask| {
        stream(format.media_type(), move |sending| {
            answer::with_export(&ask, &choice, |export| {
                sending.begin(export.file_name());
                export.write(sending).map(drop).map_err(answer::unwritable)
            })
        })
    })
    .await
}

/// Answers with the research pack of a state, as with any file.
pub(crate) async fn pack(asked: Asked) -> Reply {
    let Understood { state, request, meant, own: () } =
        asked.understand(Filtered::Yes, "", |_| Ok(()))?;
    let ask = find(&state, meant).await?;
    if prefers_a_job(&request) {
        let work = |state: &State, ask: &Ask| answer::pack_manifest(&state.engine, ask).map(drop);
        return Ok(begin_job(state, &request, ask, work));
    }
    tagged(&request, ask, |ask| {
        stream("application/zip", move |sending| {
            answer::with_pack(&state.engine, &ask, |pack| {
                sending.begin(pack.file_name());
                pack.write(sending).map(drop)
            })
        })
    })
    .await
}

async fn find(state: &web::Data<State>, meant: Meant) -> Result<Ask, ApiError> {
    let state = state.clone();
    blocking(move || meant.ask(&state)).await
}

/// Answers unless the reader has the answer already.
async fn tagged<F: Future<Output = Reply>>(
    request: &HttpRequest,
    ask: Ask,
    answer: impl FnOnce(Ask) -> F,
) -> Reply {
    let tag = tag_of(&ask, &request.uri().to_string());
    if seen(request).is_some_and(|seen| seen.contains(&tag)) {
        let mut response = HttpResponse::NotModified().finish();
        put_tag(&mut response, &tag);
        return Ok(response);
    }
    let mut response = answer(ask).await?;
    put_tag(&mut response, &tag);
    Ok(response)
}

/// Begins to write a file. What is wrong with the question is known before the first byte; should
/// writing fail later, the answer breaks off, so that nobody takes a part for the whole.
async fn stream(
    media_type: &'static str,
    write: impl FnOnce(&mut Sending) -> Result<(), ApiError> + Send + 'static,
) -> Reply {
    let (bytes, stream) = mpsc::channel(WAITING);
    let (ready, is_ready) = oneshot::channel();
    drop(actix_web::rt::task::spawn_blocking(move || {
        let mut sending = Sending { bytes, ready: Some(ready) };
        if let Err(error) = write(&mut sending) {
            sending.fail(error);
        }
    }));
    let gone = |_| ApiError::Internal("the thread that writes a file is gone".to_owned());
    let name = is_ready.await.map_err(gone)??;
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, disposition(&name)))
        .streaming(ReceiverStream::new(stream)))
}

/// Hands bytes on to the stream of an answer.
struct Sending {
    bytes: mpsc::Sender<io::Result<Bytes>>,
    ready: Option<oneshot::Sender<Result<String, ApiError>>>,
}

impl Sending {
    /// Says what the file is called: from here on it is sent.
    fn begin(&mut self, name: String) {
        if let Some(ready) = self.ready.take() {
            // Nobody is left to be told where the reader went away.
            let _ = ready.send(Ok(name));
        }
    }

    fn fail(&mut self, error: ApiError) {
        if let Some(ready) = self.ready.take() {
            let _ = ready.send(Err(error));
        } else if !self.bytes.is_closed() {
            tracing::error!(%error, "a file could not be written");
            let _ = self.bytes.blocking_send(Err(io::Error::other(error.to_string())));
        }
    }
}

impl Write for Sending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let part = Bytes::copy_from_slice(bytes);
        // The reader went away: the rest is for nobody.
        self.bytes.blocking_send(Ok(part)).map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file to be saved under a name. Ids may have letters that headers have not (RFC 6266).
fn disposition(name: &str) -> header::ContentDisposition {
    use header::{Charset, DispositionParam, DispositionType, ExtendedValue};
    let plain: String = name.chars().map(|each| if each.is_ascii() { each } else { '_' }).collect();
    let mut parameters = vec![DispositionParam::Filename(plain)];
    if !name.is_ascii() {
        parameters.push(DispositionParam::FilenameExt(ExtendedValue {
            charset: Charset::Ext("UTF-8".to_owned()),
            language_tag: None,
            value: name.as_bytes().to_vec(),
        }));
    }
    header::ContentDisposition { disposition: DispositionType::Attachment, parameters }
}
