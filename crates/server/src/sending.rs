//! Files on their way to a reader: written in one thread, sent as they come, never whole in memory.

use std::io::{self, Write};

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Bytes;
use tokio::sync::{mpsc, oneshot};
use tokio_stream::wrappers::ReceiverStream;
use waymark_exports::{Choice, Export, Format};

use crate::answer::{self, Ask};
use crate::reply::{
    Asked, Filtered, Reply, Understood, begin_job, blocking, prefers_a_job, put_tag, seen, tag_of,
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
    let Understood { state, request, at, today, filter, own: choice } =
        asked.understand(Filtered::Yes, words_of(format), choose)?;
    let ask = blocking({
        let state = state.clone();
        move || Ask::new(&state.engine, &at, filter, today)
    });
    let ask = ask.await?;
    if prefers_a_job(&request) {
        let work = move |_: &State, ask: &Ask| answer::export_preview(ask, &choice).map(drop);
        return Ok(begin_job(state, &request, ask, work));
    }
    let tag = tag_of(&ask, &request.uri().to_string());
    if seen(&request).is_some_and(|seen| seen.contains(&tag)) {
        let mut response = HttpResponse::NotModified().finish();
        put_tag(&mut response, &tag);
        return Ok(response);
    }
    let mut response = send(ask, choice).await?;
    put_tag(&mut response, &tag);
    Ok(response)
}

/// Begins to write a file. What is wrong with the question is known before the first byte; should
/// writing fail later, the answer breaks off, so that nobody takes a part for the whole.
async fn send(ask: Ask, choice: Choice) -> Reply {
    let format = choice.format;
    let (bytes, stream) = mpsc::channel(WAITING);
    let (ready, is_ready) = oneshot::channel();
    drop(actix_web::rt::task::spawn_blocking(move || {
        let mut ready = Some(ready);
        let written = answer::with_export(&ask, &choice, |export| {
            if let Some(ready) = ready.take() {
                // Nobody is left to be told where the reader went away.
                let _ = ready.send(Ok(export.file_name()));
            }
            write(export, bytes);
            Ok(())
        });
        if let (Err(error), Some(ready)) = (written, ready.take()) {
            let _ = ready.send(Err(error));
        }
    }));
    let gone = |_| ApiError::Internal("the thread that writes a file is gone".to_owned());
    let name = is_ready.await.map_err(gone)??;
    Ok(HttpResponse::Ok()
        .content_type(format.media_type())
        .insert_header((header::CONTENT_DISPOSITION, disposition(&name)))
        .streaming(ReceiverStream::new(stream)))
}

fn write(export: &Export<'_, '_>, bytes: mpsc::Sender<io::Result<Bytes>>) {
    let mut sending = Sending(bytes);
    if let Err(error) = export.write(&mut sending)
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        tracing::error!(%error, "a file could not be written");
        let _ = sending.0.blocking_send(Err(error));
    }
}

/// Hands bytes on to the stream of an answer.
struct Sending(mpsc::Sender<io::Result<Bytes>>);

impl Write for Sending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let part = Bytes::copy_from_slice(bytes);
        // The reader went away: the rest is for nobody.
        self.0.blocking_send(Ok(part)).map_err(|_| io::ErrorKind::BrokenPipe)?;
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
